package io.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

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
