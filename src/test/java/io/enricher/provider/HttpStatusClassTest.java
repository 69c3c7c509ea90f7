package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpStatusClassTest {

    private static final HttpError UNAVAILABLE = new HttpError(503, "UNAVAILABLE", "The model is overloaded");

    @Test
    void nothingToSpareForFlexIsThrottlingAndElseAnErrorOfTheServer() {
        assertThat(HttpStatusClass.of(UNAVAILABLE, ServiceTier.FLEX)).isEqualTo(HttpStatusClass.THROTTLED);
        assertThat(HttpStatusClass.of(UNAVAILABLE, ServiceTier.STANDARD)).isEqualTo(HttpStatusClass.SERVER_ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void resourceUnavailableIsThrottling(ServiceTier tier) {
        HttpError error = new HttpError(429, "resource_unavailable", "Resource Unavailable");

        assertThat(HttpStatusClass.of(error, tier)).isEqualTo(HttpStatusClass.THROTTLED);
    }
}
