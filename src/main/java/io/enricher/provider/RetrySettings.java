package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.time.Duration;

/**
 * How long to try.
 *
 * @param maxAttempts most attempts of one prompt; those that the provider throttled are not counted
 * @param maxWait     longest wait of one prompt for a provider that throttles
 */
public record RetrySettings(int maxAttempts, Duration maxWait) {

    public RetrySettings {
        if (maxAttempts < 1) {
            throw new InvalidConfigurationException("enricher.max-attempts must be at least 1, not " + maxAttempts);
        }
        if (maxWait.isNegative()) {
            throw new InvalidConfigurationException("enricher.max-wait must not be negative, but is " + maxWait);
        }
    }
}
