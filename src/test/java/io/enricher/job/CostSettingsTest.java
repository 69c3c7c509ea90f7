package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostSettingsTest {

    @Test
    void theCapIsTenDollarsUnlessSet() {
        assertThat(new CostSettings(Settings.of()).cap()).contains(BigDecimal.TEN);
        assertThat(new CostSettings(Settings.of("enricher.max-cost=2.50")).cap())
                .contains(new BigDecimal("2.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", " NONE "})
    void noneLiftsTheCap(String text) {
        assertThat(new CostSettings(Settings.of("enricher.max-cost=" + text)).cap())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "$5", "1,50"})
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> new CostSettings(Settings.of("enricher.max-cost=" + text)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("enricher.max-cost")
                .hasMessageContaining(text);
    }

    @Test
    void aPricingOfZeroMakesEveryModelFree() {
        CostSettings free = new CostSettings(Settings.of("enricher.pricing=0"));

        assertThat(free.prices().priceOf("llama-of-my-own")).contains(Price.FREE);
    }

    @Test
    void anUnknownModelHasNoPriceAndAFileGivesIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("prices.yml"),
                "prices:\n  - { model: my-model, from: 2026-01-01, input: 0.10, cached-input: 0.01, output: 0.40 }\n");

        assertThat(new CostSettings(Settings.of()).prices().priceOf("my-model")).isEmpty();
        assertThat(new CostSettings(Settings.of("enricher.pricing=" + file))
                        .prices()
                        .priceOf("my-model"))
                .isPresent();
    }
}
