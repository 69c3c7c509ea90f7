package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.util.OptionalInt;

/**
 * The provider's limits as configured.
 *
 * @param requestsPerMinute calls per minute; empty for no limit
 * @param burst             share of a minute's calls that may be sent at once, over 0 up to 1
 */
public record RateLimits(OptionalInt requestsPerMinute, double burst) {

    public RateLimits {
        if (requestsPerMinute.isPresent() && requestsPerMinute.getAsInt() < 1) {
            throw new InvalidConfigurationException(
                    "enricher.limits.requests-per-minute must be at least 1, not " + requestsPerMinute.getAsInt());
        }
        if (!(burst > 0 && burst <= 1)) {
            throw new InvalidConfigurationException("enricher.limits.burst must be over 0 and at most 1, not " + burst);
        }
    }
}
