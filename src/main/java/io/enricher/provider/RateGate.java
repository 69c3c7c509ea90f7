package io.enricher.provider;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Where every call waits until it may be sent: for its place in the requests per minute, in the order of arrival, and
 * for the end of a pause that the provider asked for, which holds back all threads. Safe for many threads.
 */
final class RateGate {

    private final NanoClock clock;
    private final Sleeper sleeper;
    private final Optional<Bucket> requests;
    private long pausedUntil;

    RateGate(RateLimits limits, NanoClock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.requests = limits.requestsPerMinute().isPresent()
                ? Optional.of(bucket(limits.requestsPerMinute().getAsInt(), limits.burst(), clock))
                : Optional.empty();
        this.pausedUntil = clock.nanoTime();
    }

    /**
     * Returns when a call may be sent.
     *
     * @throws ModelException.Aborted if the run stops
     */
    void enter() {
        waitForPause();
        long wait = requests.map(bucket -> bucket.consumeIgnoringRateLimits(1)).orElse(0L);
        if (wait > 0) {
            sleeper.sleep(Duration.ofNanos(wait));
            waitForPause();
        }
    }

    /** Holds back every call from now on for that long; a longer pause that is under way stays. */
    synchronized void pause(Duration duration) {
        long until = clock.nanoTime() + duration.toNanos();
        if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /** Sleeps at least once, for nothing, because that is where a stop of the run is noticed. */
    private void waitForPause() {
        long left = pauseLeft();
        do {
            sleeper.sleep(Duration.ofNanos(Math.max(0, left)));
            left = pauseLeft();
        } while (left > 0);
    }

    private synchronized long pauseLeft() {
        return pausedUntil - clock.nanoTime();
    }

    private static Bucket bucket(int perMinute, double burst, NanoClock clock) {
        long capacity = Math.max(1, Math.round(perMinute * burst));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return clock.nanoTime();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }
}
