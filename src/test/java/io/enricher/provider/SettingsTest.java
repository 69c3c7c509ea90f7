package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void secretShowsNothingOfItself() {
        Secret secret = new Secret("  top-secret-key\n");

        assertThat(secret.value()).isEqualTo("top-secret-key");
        assertThat(secret.toString()).isEqualTo("****");
        assertThat(secret.hashCode()).isEqualTo(new Secret("other").hashCode());
        assertThat(secret).isEqualTo(new Secret("top-secret-key")).isNotEqualTo(new Secret("other"));
        assertThat(settings("http://localhost/v1", secret).toString()).doesNotContain("top-secret");
    }

    @Test
    void keyThatNoHeaderCanHoldIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> new Secret("top secret"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageNotContaining("top secret");
    }

    @Test
    void baseUrlWithoutASchemeIsRefused() {
        assertThatThrownBy(() -> settings("localhost:11434/v1", new Secret("k")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("http://");
    }

    @Test
    void passwordInABaseUrlIsNotShown() {
        ModelSettings settings = settings("https://user:word@host/v1?token=x", new Secret("k"));

        assertThat(settings.shownBaseUrl()).contains("https://host/v1");
        assertThat(settings.toString()).doesNotContain("word");
    }

    @Test
    void wrongSettingIsNamed() {
        assertThatThrownBy(() -> new RetrySettings(0, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("enricher.max-attempts");
        assertThatThrownBy(() -> new RetrySettings(1, Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("enricher.max-wait");
        assertThatThrownBy(() -> new RateLimits(OptionalLong.of(0), OptionalLong.empty(), 1))
                .hasMessageContaining("enricher.limits.requests-per-minute");
        assertThatThrownBy(() -> new RateLimits(OptionalLong.empty(), OptionalLong.empty(), Double.NaN))
                .hasMessageContaining("enricher.limits.burst");
    }

    @Test
    void identityNamesWhatShapesAnswersOnly() {
        ModelParameters parameters = new ModelParameters(
                Optional.of(0.0),
                Optional.of(7L),
                Optional.empty(),
                Optional.of("low"),
                Optional.empty(),
                MaxTokensParameter.MAX_TOKENS);

        assertThat(parameters.identity()).isEqualTo("temperature=0.0;seed=7;thinking-level=low");
        assertThat(ModelParameters.NONE.identity()).isEmpty();
    }

    private static ModelSettings settings(String url, Secret key) {
        return new ModelSettings(
                "m", Optional.of(URI.create(url)), Optional.of(key), Duration.ofSeconds(1), 1, ModelParameters.NONE);
    }
}
