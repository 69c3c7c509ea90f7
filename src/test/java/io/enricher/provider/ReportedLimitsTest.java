package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.provider.ReportedLimits.Told;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportedLimitsTest {

    @Test
    void limitsOfAMinuteAreTakenAsTold() {
        ReportedLimits limits = limits(Map.of(
                "x-ratelimit-limit-requests", "500",
                "x-ratelimit-remaining-requests", "499",
                "x-ratelimit-reset-requests", "120ms",
                "x-ratelimit-limit-tokens", "200000",
                "x-ratelimit-remaining-tokens", "100000",
                "x-ratelimit-reset-tokens", "30s"));

        assertThat(limits)
                .isEqualTo(
                        new ReportedLimits(Optional.of(new Told(500, 499)), Optional.of(new Told(200_000, 100_000))));
    }

    @Test
    void requestsOfADayAreNoRate() {
        ReportedLimits limits = limits(Map.of(
                "x-ratelimit-limit-requests", "14400",
                "x-ratelimit-remaining-requests", "14370",
                "x-ratelimit-reset-requests", "2m59.56s"));

        assertThat(limits.requests()).isEmpty();
    }

    @Test
    void whatIsNoNumberOrMissingTellsNothing() {
        assertThat(limits(Map.of())).isEqualTo(ReportedLimits.NONE);
        assertThat(limits(Map.of("x-ratelimit-limit-requests", "many", "x-ratelimit-limit-tokens", "0")))
                .isEqualTo(ReportedLimits.NONE);
        assertThat(limits(Map.of("x-ratelimit-limit-requests", "500")).requests())
                .contains(new Told(500, 500));
    }

    private static ReportedLimits limits(Map<String, String> headers) {
        return ReportedLimits.of(headers::get);
    }
}
