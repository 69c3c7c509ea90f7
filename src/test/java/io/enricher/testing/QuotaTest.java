package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void fullBucketGivesItsBurstAndThenRefillsEvenly() {
        Quota quota = new Quota(60, 0.05, 0);

        assertThat(quota.take(3, 0)).isZero();
        assertThat(quota.take(1, 0))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(1).plusNanos(2));
        assertThat(quota.take(1, SECOND / 2)).isPositive();
        assertThat(quota.take(1, SECOND + 2)).isZero();
        assertThat(quota.take(1, SECOND + 2)).isPositive();
    }

    @Test
    void whoWaitsAsToldIsLetIn() {
        Quota quota = new Quota(7, 1, 0);
        quota.take(7, 0);

        Duration wait = quota.take(1, 0);

        assertThat(quota.take(1, wait.toNanos())).isZero();
    }

    @Test
    void callBiggerThanTheBucketTakesAFullOne() {
        Quota quota = new Quota(100, 1, 0);

        assertThat(quota.take(500, 0)).isZero();
        assertThat(quota.take(500, 59 * SECOND)).isPositive();
        assertThat(quota.take(500, 61 * SECOND)).isZero();
    }

    @Test
    void halvedQuotaRefillsAtHalfTheRate() {
        Quota quota = new Quota(60, 1, 0);
        quota.take(60, 0);

        quota.change(30, 0);

        assertThat(quota.take(1, 0))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(2).plusNanos(2));
    }
}
