package io.enricher.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
public final class Amounts {

    private static final BigDecimal SMALLEST_SHOWN = new BigDecimal("0.0001");

    private Amounts() {}

    /** With commas, as in {@code 12,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With its noun, in the plural unless it is 1. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** US dollars to a hundredth of a cent; something never shows as nothing. */
    public static String dollars(BigDecimal amount) {
        if (amount.signum() > 0 && amount.compareTo(SMALLEST_SHOWN) < 0) {
            return "under $0.0001";
        }
        return "$" + String.format(Locale.ROOT, "%,.4f", amount);
    }

    /** The share of {@code part} in a {@code whole} that is not 0, in percent; 100.0% only if nothing is missing. */
    public static String share(long part, long whole) {
        BigDecimal percent = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
        BigDecimal most = part < whole ? new BigDecimal("99.9") : new BigDecimal("100.0");
        return percent.min(most) + "%";
    }

    /** Such as {@code 0.8 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    public static String time(Duration duration) {
        if (duration.toMillis() < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return count(seconds / 3600) + " h " + seconds % 3600 / 60 + " min";
    }
}
