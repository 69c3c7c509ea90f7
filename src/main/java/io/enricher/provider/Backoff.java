package io.enricher.provider;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double from failure to failure. Half of each is by chance, so that threads that failed together do not
 * come back together.
 *
 * @param first   upper end of the first wait
 * @param longest upper end of any wait
 */
record Backoff(Duration first, Duration longest) {

    /** @param failure 1 for the first failure */
    Duration wait(int failure, RandomGenerator random) {
        int doublings = Math.min(failure - 1, 20);
        long upper = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(upper / 2 + random.nextLong(upper / 2 + 1));
    }
}
