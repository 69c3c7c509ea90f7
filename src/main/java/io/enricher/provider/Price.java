package io.enricher.provider;

import io.enricher.domain.Usage;
import java.math.BigDecimal;

/**
 * What a model costs, in US dollars per 1,000,000 tokens.
 *
 * @param input       prompt tokens that were not cached
 * @param cachedInput prompt tokens that the provider read from its prompt cache
 * @param output      generated tokens, reasoning included
 */
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {

    /** Nothing is charged. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public Price {
        if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("a price must not be negative");
        }
    }

    /** US dollars, exact. */
    public BigDecimal cost(Usage usage) {
        long cached = Math.min(usage.cachedInput(), usage.input());
        return input.multiply(BigDecimal.valueOf(usage.input() - cached))
                .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .movePointLeft(6);
    }

    boolean isFree() {
        return input.signum() == 0 && cachedInput.signum() == 0 && output.signum() == 0;
    }
}
