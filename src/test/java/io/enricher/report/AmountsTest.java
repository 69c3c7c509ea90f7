package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S       | 0.0 s",
                "PT0.85S    | 0.8 s",
                "PT59.999S  | 59.9 s",
                "PT60S      | 1 min 0 s",
                "PT59M59S   | 59 min 59 s",
                "PT2H3M4S   | 2 h 3 min",
                "PT1234H    | 1,234 h 0 min"
            })
    void timeIsReadable(Duration duration, String expected) {
        assertThat(Amounts.time(duration)).isEqualTo(expected);
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
