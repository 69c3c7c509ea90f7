package io.enricher.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long an error asks to wait: in headers, which both formats may carry, and in Gemini's body. */
final class RetryAfter {

    private RetryAfter() {}

    /** What the client is told, rounded up as its notation needs; empty if the fault asks for no wait. */
    static Optional<Duration> told(Fault fault, Duration wait) {
        return switch (fault) {
            case RATE_LIMITED_SECONDS, RATE_LIMITED_DATE, UNAVAILABLE_SECONDS -> Optional.of(wholeSeconds(wait));
            case RATE_LIMITED_MILLIS, RATE_LIMITED_RETRY_DELAY -> Optional.of(wholeMillis(wait));
            default -> Optional.empty();
        };
    }

    static Map<String, String> headers(Fault fault, Duration wait) {
        String seconds = Long.toString(wholeSeconds(wait).toSeconds());
        String millis = Long.toString(wholeMillis(wait).toMillis());
        return switch (fault) {
            case RATE_LIMITED_SECONDS, UNAVAILABLE_SECONDS -> Map.of("Retry-After", seconds);
            case RATE_LIMITED_MILLIS -> Map.of("retry-after-ms", millis);
            case RATE_LIMITED_DATE -> dates(wholeSeconds(wait));
            default -> Map.of();
        };
    }

    /** As {@link Fault#RATE_LIMITED_RETRY_DELAY} is told where the body has no place for it. */
    static Map<String, String> bothHeaders(Duration wait) {
        return Map.of(
                "Retry-After", Long.toString(wholeSeconds(wait).toSeconds()),
                "retry-after-ms", Long.toString(wholeMillis(wait).toMillis()));
    }

    /** Protobuf's JSON notation of a duration: {@code 34s}, {@code 0.25s}. */
    static String protobuf(Duration wait) {
        return BigDecimal.valueOf(wholeMillis(wait).toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }

    private static Map<String, String> dates(Duration wait) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", HttpReply.httpDate(now));
        headers.put("Retry-After", HttpReply.httpDate(now.plus(wait)));
        return headers;
    }

    private static Duration wholeSeconds(Duration wait) {
        return Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    }

    private static Duration wholeMillis(Duration wait) {
        return Duration.ofMillis(wait.plusNanos(999_999).toMillis());
    }
}
