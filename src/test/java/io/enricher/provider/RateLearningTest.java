package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLearningTest {

    private static final Optional<Duration> A_SECOND = Optional.of(Duration.ofSeconds(1));

    private final ManualTime time = new ManualTime();
    private final PacedQuota requests = new PacedQuota(OptionalLong.empty(), 1.0, time);
    private final PacedQuota tokens = new PacedQuota(OptionalLong.empty(), 1.0, time);
    private final RateLearning learning = new RateLearning(requests, tokens);

    @Test
    void whereMoreIsRefusedTogetherThanPassedTheRateIsWhatPassed() {
        refused(1, false);
        time.pass(Duration.ofSeconds(1));

        refused(48, true);
        for (int call = 1; call < 38; call++) {
            learning.refusedBefore(100);
        }

        // Ten passed in a second; a little less is sent.
        assertThat(requests.perMinute()).isCloseTo(570, within(1.0));
    }

    @Test
    void aFewRefusalsOfManyAreChance() {
        refused(1, false);
        time.pass(Duration.ofSeconds(1));

        refused(16, true);
        learning.refusedBefore(100);
        learning.refusedBefore(100);

        assertThat(requests.isUnlimited()).isTrue();
    }

    /** @param sent calls, of which the last is the first to be refused */
    private void refused(int sent, boolean isRecent) {
        for (int call = 0; call < sent; call++) {
            learning.sent(100);
        }
        learning.refused(time.nanoTime(), 100, A_SECOND, isRecent);
    }
}
