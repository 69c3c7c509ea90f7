package io.enricher.provider;

import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model costs, in US dollars per 1,000,000 tokens.
 *
 * @param input       prompt tokens that have nothing to do with its prompt cache
 * @param cachedInput prompt tokens that the provider read from its prompt cache
 * @param cacheWrite  prompt tokens that the provider wrote to its prompt cache
 * @param output      generated tokens, reasoning included
 * @param longPrompts what applies instead to the whole of a call with a long prompt
 */
public record Price(
        BigDecimal input,
        BigDecimal cachedInput,
        BigDecimal cacheWrite,
        BigDecimal output,
        Optional<LongPrompts> longPrompts) {

    /** Nothing is charged. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /**
     * The price of calls with more input tokens than a threshold.
     *
     * @param above tokens of the prompt, cached ones included, that still have the usual price
     */
    public record LongPrompts(long above, Price price) {}

    /** The same for prompts of every length, and nothing more for what is written to the prompt cache. */
    public Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        this(input, cachedInput, input, output, Optional.empty());
    }

    public Price {
        if (input.signum() < 0 || cachedInput.signum() < 0 || cacheWrite.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("a price must not be negative");
        }
    }

    /** US dollars of one call, exact. */
    public BigDecimal cost(Usage usage) {
        return forPrompt(usage.input()).rated(usage);
    }

    /** US dollars of a call at most: all of its prompt may be written to the provider's cache. */
    BigDecimal mostCost(long inputTokens, long outputTokens) {
        BigDecimal read = cost(new Usage(inputTokens, 0, outputTokens, 0, 0));
        return read.max(cost(new Usage(inputTokens, 0, outputTokens, 0, inputTokens)));
    }

    /** What applies to calls of so many input tokens, whatever the sum of several. */
    public Price forPrompt(long inputTokens) {
        return longPrompts
                .filter(longer -> inputTokens > longer.above())
                .map(LongPrompts::price)
                .orElseGet(() -> new Price(input, cachedInput, cacheWrite, output, Optional.empty()));
    }

    /** Half of everything. */
    Price half() {
        return new Price(
                input.multiply(HALF),
                cachedInput.multiply(HALF),
                cacheWrite.multiply(HALF),
                output.multiply(HALF),
                longPrompts.map(
                        longer -> new LongPrompts(longer.above(), longer.price().half())));
    }

    private BigDecimal rated(Usage usage) {
        long cached = Math.min(usage.cachedInput(), usage.input());
        long written = Math.min(usage.cacheWrites(), usage.input() - cached);
        return input.multiply(BigDecimal.valueOf(usage.input() - cached - written))
                .add(cacheWrite.multiply(BigDecimal.valueOf(written)))
                .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .movePointLeft(6);
    }

    boolean isFree() {
        return input.signum() == 0
                && cachedInput.signum() == 0
                && cacheWrite.signum() == 0
                && output.signum() == 0
                && longPrompts.map(longer -> longer.price().isFree()).orElse(true);
    }
}
