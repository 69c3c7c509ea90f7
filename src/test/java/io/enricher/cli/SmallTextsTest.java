package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.NearestName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and near names. */
class SmallTextsTest {

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
    })
    void durationsReadAsPeopleSayThem(long millis, String text) {
        assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "enirch,   enrich",
        "enrihc,   enrich",
        "cahce,    cache",
        "cash,     cache",
        "ENRICH,   enrich",
        "estimat,  estimate",
        "x,        ''",
        "publish,  ''",
    })
    void theNearestNameIsWhatWasProbablyMeant(String given, String nearest) {
        assertThat(NearestName.of(given, List.of("enrich", "estimate", "cache")).orElse(""))
                .isEqualTo(nearest);
    }
}
