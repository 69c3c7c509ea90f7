package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many rows may fail before a run fails.
 *
 * @param percent share of the rows to ask, 0 if {@link #rows} alone counts
 * @param rows    number of rows; with a percentage, the least number that counts as too many
 */
record FailureBudget(double percent, long rows) {

    /** A small file may have a few bad rows whatever their share. */
    private static final long LEAST_ROWS = 20;

    /** @param text {@code 10%} or {@code 200} */
    static FailureBudget parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (trimmed.endsWith("%")) {
                double percent = Double.parseDouble(trimmed.substring(0, trimmed.length() - 1));
                if (percent >= 0 && percent <= 100) {
                    return new FailureBudget(percent, LEAST_ROWS);
                }
            } else if (Long.parseLong(trimmed) >= 0) {
                return new FailureBudget(0, Long.parseLong(trimmed));
            }
        } catch (NumberFormatException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    /** @param toAsk rows that the run had to ask, all executions together */
    boolean isExceededBy(long failed, long toAsk) {
        return failed > Math.max(rows, Math.round(Math.floor(toAsk * percent / 100)));
    }

    /**
     * Whether nothing shows that recipe and model work: every row asked failed, and none was answered in an earlier run.
     *
     * @param cached rows of the run whose answers were in the cache
     */
    static boolean isHopeless(long cached, long failed, long toAsk) {
        return cached == 0 && toAsk >= 2 && failed == toAsk;
    }

    private static InvalidConfigurationException wrong(String text, @Nullable NumberFormatException cause) {
        String message =
                "enricher.failure-limit must be a share such as 10% or a number of rows such as 200, but is " + text;
        return cause == null
                ? new InvalidConfigurationException(message)
                : new InvalidConfigurationException(message, cause);
    }
}
