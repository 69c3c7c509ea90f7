package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.time.Duration;

/**
 * How long to try.
 *
 * @param maxAttempts most attempts of one prompt; those that the provider throttled are not counted
 * @param maxWait     longest wait of one prompt for a provider that throttles
 * @param outageLimit how long a provider may stay away
 */
public record RetrySettings(int maxAttempts, Duration maxWait, Duration outageLimit) {

    public RetrySettings {
        if (maxAttempts < 1) {
            throw new InvalidConfigurationException("enricher.max-attempts must be at least 1, not " + maxAttempts);
        }
        if (maxWait.isNegative()) {
            throw new InvalidConfigurationException("enricher.max-wait must not be negative, but is " + maxWait);
        }
        if (outageLimit.isNegative()) {
            throw new InvalidConfigurationException(
                    "enricher.outage-limit must not be negative, but is " + outageLimit);
        }
    }
}
