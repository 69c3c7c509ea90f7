package io.enricher.provider.offline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Picks a number within the limits of a schema.
 *
 * @param low   the least, inclusive
 * @param high  the most, inclusive
 * @param step  distance between the numbers to pick from
 */
record NumberRule(BigDecimal low, BigDecimal high, BigDecimal step) {

    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
    private static final int MOST_STEPS = 1_000_000;

    /** Of 0 to 100 if the schema has no limits. */
    static NumberRule integer(JsonNode schema) {
        return of(schema, BigDecimal.ONE, BigDecimal.valueOf(100));
    }

    /** Of 0 to 1 if the schema has no limits. */
    static NumberRule number(JsonNode schema) {
        return of(schema, HUNDREDTH, BigDecimal.ONE);
    }

    BigDecimal pick(String path, ItemText text) {
        BigDecimal first = low.divide(step, 0, RoundingMode.CEILING);
        BigDecimal last = high.divide(step, 0, RoundingMode.FLOOR);
        if (first.compareTo(last) > 0) {
            return low.add(high).divide(BigDecimal.valueOf(2));
        }
        int steps = last.subtract(first).min(BigDecimal.valueOf(MOST_STEPS)).intValue() + 1;
        return first.add(BigDecimal.valueOf(text.pick(path, steps))).multiply(step);
    }

    private static NumberRule of(JsonNode schema, BigDecimal usualStep, BigDecimal usualWidth) {
        BigDecimal step = schema.path("multipleOf")
                .decimalValueOpt()
                .filter(multiple -> multiple.signum() > 0)
                .orElse(usualStep);
        Optional<BigDecimal> least = schema.path("minimum")
                .decimalValueOpt()
                .or(() -> inside(schema, "exclusiveMinimum", step, BigDecimal.ONE));
        Optional<BigDecimal> most = schema.path("maximum")
                .decimalValueOpt()
                .or(() -> inside(schema, "exclusiveMaximum", step, BigDecimal.ONE.negate()));
        BigDecimal low = least.orElseGet(() -> most.filter(value -> value.signum() < 0)
                .map(value -> value.subtract(usualWidth))
                .orElse(BigDecimal.ZERO));
        return new NumberRule(low, most.orElse(low.add(usualWidth)), step);
    }

    private static Optional<BigDecimal> inside(JsonNode schema, String limit, BigDecimal step, BigDecimal direction) {
        return schema.path(limit).decimalValueOpt().map(value -> value.add(step.multiply(direction)));
    }
}
