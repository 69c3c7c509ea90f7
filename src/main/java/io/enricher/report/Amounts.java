package io.enricher.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
final class Amounts {

    private static final BigDecimal SMALLEST_SHOWN = new BigDecimal("0.0001");

    private Amounts() {}

    /** With commas, as in {@code 12,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With its noun, in the plural unless it is 1. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** US dollars to a hundredth of a cent; something never shows as nothing. */
    static String dollars(BigDecimal amount) {
        if (amount.signum() > 0 && amount.compareTo(SMALLEST_SHOWN) < 0) {
            return "under $0.0001";
        }
        return "$" + String.format(Locale.ROOT, "%,.4f", amount);
    }

    /** The share of {@code part} in a {@code whole} that is not 0, in percent; 100.0% only if nothing is missing. */
    static String share(long part, long whole) {
        BigDecimal percent = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
        BigDecimal most = part < whole ? new BigDecimal("99.9") : new BigDecimal("100.0");
        return percent.min(most) + "%";
    }

    static String time(Duration duration) {
        if (duration.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(duration.toMillis() / 100.0) / 10);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return count(duration.toHours()) + " h " + duration.toMinutesPart() + " min";
    }
}
