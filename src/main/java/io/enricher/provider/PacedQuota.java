package io.enricher.provider;

import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One quota of a provider per minute, of requests or of tokens, as a token bucket. Its limit is configured, told by the
 * provider, or unknown; then nothing is held back until the provider throttles. From then on it is paced: no bursts, and at
 * the rate that was seen to pass, which grows back while nothing is throttled. Guarded by {@link RateGate}.
 */
final class PacedQuota {

    /** For rates of less than one a minute. */
    private static final long PARTS = 10;

    /** More than the bucket can refill is no limit. */
    private static final double HIGHEST_PER_MINUTE = 60e9 / PARTS;

    /**
     * The provider sees calls by up to so much closer together than we sent them, because they take different times to
     * arrive: so much of the quota is not sent in one go.
     */
    private static final double JITTER_MINUTES = 0.25 / 60;

    /** A share of what was seen to pass, so that jitter alone brings no refusal. */
    private static final double BELOW_WHAT_PASSED = 0.95;

    private static final double CUT = 0.7;
    private static final double DEEPEST_CUT = 0.5;

    /** The rate grows by so much a second at first, twice as fast after half a minute without a refusal, and so on. */
    private static final double GROWTH_PER_SECOND = 0.001;

    private static final double SECONDS_TO_DOUBLE_GROWTH = 30;
    private static final double MOST_GROWTH_PER_CALL = 0.05;

    private final double burst;
    private final NanoClock clock;
    private OptionalLong limit;
    private double perMinute;
    private boolean paced;
    private long throttledAt;
    private long grownAt;
    private long madeAt;
    private Optional<LocalBucket> bucket = Optional.empty();

    PacedQuota(OptionalLong limit, double burst, NanoClock clock) {
        this.burst = burst;
        this.clock = clock;
        this.limit = limit;
        this.perMinute = most();
        refresh();
    }

    boolean isUnlimited() {
        return bucket.isEmpty();
    }

    /** Whether calls are evenly spread. */
    boolean isPaced() {
        return paced;
    }

    double perMinute() {
        return perMinute;
    }

    /** The provider told its limit, which may have changed; and, if this is the first time, what is left of it. */
    void limitIs(ReportedLimits.Told told) {
        if (limit.isPresent() && limit.getAsLong() == told.limit()) {
            return;
        }
        limit = OptionalLong.of(told.limit());
        if (!paced || perMinute > told.limit()) {
            perMinute = told.limit();
        }
        refresh();
        bucket.ifPresent(known -> {
            long tooMuch = known.getAvailableTokens() - told.remaining() * PARTS;
            if (tooMuch > 0) {
                known.consumeIgnoringRateLimits(tooMuch);
            }
        });
    }

    /** How long until so much may be taken; 0 for now. More than a full bucket holds waits for a full one. */
    long nanosUntil(long amount) {
        return bucket.map(known -> known.estimateAbilityToConsume(Math.min(amount * PARTS, capacity()))
                        .getNanosToWaitForRefill())
                .orElse(0L);
    }

    /** Takes it, there or not: what is missing has to come in before the next. */
    void take(long amount) {
        bucket.ifPresent(known -> known.consumeIgnoringRateLimits(amount * PARTS));
    }

    /**
     * Corrects what was taken by an estimate.
     *
     * @param takenAt when; nothing is given back to a bucket that is younger, since it was not taken from it
     */
    void correct(long estimated, long actual, long takenAt) {
        if (actual > estimated) {
            take(actual - estimated);
        } else if (actual < estimated && takenAt - madeAt >= 0) {
            bucket.ifPresent(known -> known.addTokens((estimated - actual) * PARTS));
        }
    }

    /** The provider throttled for the first time: from now on no bursts, if the limit is known. */
    void smoothen() {
        if (limit.isPresent()) {
            pace(perMinute);
        }
    }

    /**
     * The rate is too high, as the provider throttles again and again.
     *
     * @param passed     amount that passed lately
     * @param nanos      time in which it did
     * @param isMeasured whether it is enough to go by
     */
    void slowDown(long passed, long nanos, boolean isMeasured) {
        double seen = passed * 60e9 / Math.max(1, nanos) * BELOW_WHAT_PASSED;
        if (!paced && limit.isEmpty()) {
            pace(seen);
        } else if (isMeasured) {
            pace(Math.min(perMinute, Math.max(perMinute * DEEPEST_CUT, seen)));
        } else {
            pace(Math.min(perMinute, Math.max(perMinute * CUT, seen)));
        }
    }

    /** The provider throttles whatever the rate is: to go slower does not help. */
    void lift() {
        paced = false;
        perMinute = most();
        refresh();
    }

    /** A call passed. */
    void passed() {
        if (!paced) {
            return;
        }
        long now = clock.nanoTime();
        double calm = (now - throttledAt) / 1e9 / SECONDS_TO_DOUBLE_GROWTH;
        double growth = GROWTH_PER_SECOND * (1 + calm * calm) * (now - grownAt) / 1e9;
        grownAt = now;
        double grown = Math.min(most(), perMinute * (1 + Math.min(growth, MOST_GROWTH_PER_CALL)));
        if (grown != perMinute) {
            perMinute = grown;
            refresh();
        }
    }

    /** Nothing was throttled for long: bursts are sent again, if the rate has grown back. */
    void calm() {
        if (paced && perMinute >= most()) {
            paced = false;
            refresh();
        }
    }

    private double most() {
        return limit.isPresent() ? limit.getAsLong() : Double.POSITIVE_INFINITY;
    }

    private void pace(double newRate) {
        perMinute = Math.max(1.0 / PARTS, newRate);
        paced = true;
        throttledAt = clock.nanoTime();
        grownAt = throttledAt;
        // Whatever we thought was left, the provider says it is not.
        bucket = Optional.empty();
        refresh();
    }

    private void refresh() {
        if (perMinute > HIGHEST_PER_MINUTE) {
            bucket = Optional.empty();
        } else if (bucket.isPresent()) {
            bucket.get().replaceConfiguration(configuration(), TokensInheritanceStrategy.AS_IS);
        } else {
            long atFirst = paced ? 0 : capacity();
            madeAt = clock.nanoTime();
            bucket = Optional.of(Bucket.builder()
                    .addLimit(empty -> bandwidth(empty).initialTokens(atFirst))
                    .withCustomTimePrecision(meter())
                    .build());
        }
    }

    private BucketConfiguration configuration() {
        return BucketConfiguration.builder().addLimit(this::bandwidth).build();
    }

    private BandwidthBuilder.BandwidthBuilderBuildStage bandwidth(
            BandwidthBuilder.BandwidthBuilderCapacityStage stage) {
        return stage.capacity(capacity())
                .refillGreedy(Math.max(1, Math.round(perMinute * PARTS)), Duration.ofMinutes(1));
    }

    /** Of a paced quota next to nothing: each call waits until the one before is paid for. */
    private long capacity() {
        double atOnce = perMinute * burst - perMinute * JITTER_MINUTES;
        return paced ? PARTS : PARTS * Math.max(1, (long) atOnce);
    }

    private TimeMeter meter() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.nanoTime();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
