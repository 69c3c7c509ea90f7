package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"retry-after,20,20000", "retry-after,0.5,500", "retry-after,0,0", "retry-after-ms,6200.4,6201"})
    void numbersAreReadAndNeverRoundedDown(String header, String value, long millis) {
        assertThat(read(Map.of(header, value))).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "",
                "soon",
                "NaN",
                "Infinity",
                "0x10",
                "1e9",
                "5d",
                "99999999999",
                "99999999999999999999",
                "Fri, 20 Nov 2026 09:00:00 GMT"
            })
    void garbageAndThePastAreIgnored(String value) {
        assertThat(read(Map.of("retry-after", value))).isEmpty();
    }

    @Test
    void dateIsMeasuredAgainstTheServersOwnClock() {
        Map<String, String> headers =
                Map.of("retry-after", "Fri, 20 Nov 2026 15:00:30 GMT", "date", "Fri, 20 Nov 2026 15:00:00 GMT");

        assertThat(read(headers)).contains(Duration.ofSeconds(30));
    }

    @Test
    void dateWithoutTheServersClockIsMeasuredAgainstOurs() {
        assertThat(read(Map.of("retry-after", "Fri, 20 Nov 2026 10:01:00 GMT"))).contains(Duration.ofMinutes(1));
    }

    @Test
    void unreadableMillisecondsLeaveTheSeconds() {
        assertThat(read(Map.of("retry-after-ms", "x", "retry-after", "3"))).contains(Duration.ofSeconds(3));
    }

    private static Optional<Duration> read(Map<String, String> headers) {
        return RetryAfter.of(name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))), RECEIVED);
    }
}
