package io.enricher.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.Response;

/** Reads how long a server asks to wait; what is negative or no time at all is as good as not said. */
public final class RetryAfter {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final Duration LONGEST = Duration.ofDays(366);

    private RetryAfter() {}

    /** {@code retry-after-ms} (OpenAI), else {@code Retry-After} in seconds or as an HTTP date. */
    static Optional<Duration> of(Response response) {
        return of(name -> Optional.ofNullable(response.header(name)), receivedAt(response));
    }

    static Optional<Duration> of(Function<String, Optional<String>> header, Instant receivedAt) {
        return header.apply("retry-after-ms")
                .flatMap(text -> number(text, 1e-3))
                .or(() -> header.apply("retry-after").flatMap(RetryAfter::seconds))
                .or(() -> header.apply("retry-after").flatMap(text -> until(text, answeredAt(header, receivedAt))));
    }

    /** A wait in seconds such as {@code 34} or {@code 6.2}. */
    public static Optional<Duration> seconds(String text) {
        return number(text, 1);
    }

    static Optional<Instant> serverTime(Response response) {
        return Optional.ofNullable(response.header("date")).flatMap(RetryAfter::date);
    }

    static Instant answeredAt(Response response) {
        return answeredAt(name -> Optional.ofNullable(response.header(name)), receivedAt(response));
    }

    /** The server's own time is what its dates are measured against: clocks differ. */
    private static Instant answeredAt(Function<String, Optional<String>> header, Instant receivedAt) {
        return header.apply("date").flatMap(RetryAfter::date).orElse(receivedAt);
    }

    private static Instant receivedAt(Response response) {
        return Instant.ofEpochMilli(response.receivedResponseAtMillis());
    }

    private static Optional<Duration> until(String text, Instant answeredAt) {
        return date(text)
                .map(date -> Duration.between(answeredAt, date))
                .filter(wait -> !wait.isNegative())
                .filter(RetryAfter::isCredible);
    }

    private static Optional<Duration> number(String text, double secondsPerUnit) {
        String trimmed = text.strip();
        if (!NUMBER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        double seconds = Double.parseDouble(trimmed) * secondsPerUnit;
        return Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000))).filter(RetryAfter::isCredible);
    }

    private static boolean isCredible(Duration wait) {
        return wait.compareTo(LONGEST) <= 0;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
