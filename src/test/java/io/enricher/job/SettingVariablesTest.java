package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "ENRICHER_CONCURENCY,         ENRICHER_CONCURRENCY (enricher.concurrency)",
        "ENRICHER_MAX_COSTS,          ENRICHER_MAX_COST (enricher.max-cost)",
        "ENRICHER_METRICS_TEXTFILES,  ENRICHER_METRICS_TEXTFILE (enricher.metrics.textfile)",
    })
    void aMistypedSettingIsToldWithWhatWasMeant(String name, String meant) {
        assertThatThrownBy(() -> SettingVariables.check(List.of("PATH", name)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("the environment variable " + name + " is no setting. Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENRICHER_CONCURRENCY",
                "ENRICHER_MAX_COST",
                "ENRICHER_MAXCOST",
                "ENRICHER_METRICS_TEXTFILE",
                "ENRICHER_HOME",
                "ENRICHER_MODE",
                "ENRICHER_NODE",
                "ENRICHER_MODULE",
                "ENRICHER_JAVA",
                "ENRICHER_OPTS",
                "ENRICHER_VERSION",
                "CONCURENCY"
            })
    void aSettingAndWhatIsSomebodyElsesPass(String name) {
        assertThatCode(() -> SettingVariables.check(List.of(name))).doesNotThrowAnyException();
    }
}
