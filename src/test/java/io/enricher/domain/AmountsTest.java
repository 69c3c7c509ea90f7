package io.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0,        0.0 s",
        "49,       0.0 s",
        "800,      0.8 s",
        "9999,     10.0 s",
        "10000,    10 s",
        "59499,    59 s",
        "59500,    1 min 0 s",
        "185000,   3 min 5 s",
        "3599499,  59 min 59 s",
        "3599500,  1 h 0 min",
        "7800000,  2 h 10 min",
        "90000000, 25 h 0 min",
        "4442400000, '1,234 h 0 min'",
    })
    void timeReadsAsPeopleSayIt(long millis, String text) {
        assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0         | $0.0000",
                "0E-10     | $0.0000",
                "0.00004   | under $0.0001",
                "0.0001    | $0.0001",
                "0.00125   | $0.0013",
                "1234.5    | $1,234.5000"
            })
    void somethingNeverShowsAsNothing(BigDecimal amount, String expected) {
        assertThat(Amounts.dollars(amount)).isEqualTo(expected);
    }
}
