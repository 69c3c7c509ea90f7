package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.util.OptionalLong;

/**
 * The provider's limits as configured.
 *
 * @param requestsPerMinute calls per minute; empty for no limit, or one to be learned
 * @param tokensPerMinute   tokens per minute of prompts and replies together; empty likewise
 * @param burst             share of a minute's quota that may be sent at once, over 0 up to 1
 */
public record RateLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, double burst) {

    /** Nothing is known of the provider's limits. */
    public static final RateLimits NONE = new RateLimits(OptionalLong.empty(), OptionalLong.empty(), 1);

    public RateLimits {
        requireOverZero("requests-per-minute", requestsPerMinute);
        requireOverZero("tokens-per-minute", tokensPerMinute);
        if (!(burst > 0 && burst <= 1)) {
            throw new InvalidConfigurationException("enricher.limits.burst must be over 0 and at most 1, not " + burst);
        }
    }

    private static void requireOverZero(String name, OptionalLong limit) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new InvalidConfigurationException(
                    "enricher.limits." + name + " must be at least 1, not " + limit.getAsLong());
        }
    }
}
