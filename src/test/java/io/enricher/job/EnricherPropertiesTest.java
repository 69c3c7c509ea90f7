package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnricherPropertiesTest {

    @Test
    void theUsersCopyOfTheSettingsIsReadAndSaysTheDefaults() throws IOException {
        assertThat(Settings.of(Path.of("config/application.yml"))).isEqualTo(Settings.of());
    }

    @ParameterizedTest
    @CsvSource({
        "enricher.concurrency=0,          1 to 1000",
        "enricher.concurrency=1001,       1 to 1000",
        "enricher.batch-size=0,           1 to 1000",
        "enricher.timeout=0s,             longer than 0",
        "enricher.lock-wait=-1s,          0s or longer",
        "enricher.shutdown-grace=-1s,     0s or longer",
        "enricher.history-retention=-1d,  0d or longer",
        "enricher.cache.heap-entries=-1,  0 or more",
    })
    void aSettingOutOfItsRangeIsRefusedByNameWithWhatIsAllowed(String setting, String allowed) {
        assertThatThrownBy(() -> Settings.of(setting))
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(setting.substring(0, setting.indexOf('=')) + " must be " + allowed);
    }
}
