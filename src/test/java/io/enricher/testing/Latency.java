package io.enricher.testing;

import java.time.Duration;
import java.util.Random;

/**
 * How long an answer takes: {@code (base + items * perItem) * spread}, the spread drawn by seed and event number.
 *
 * @param jitter share by which the time is even-spread around its middle: 0.2 is 80 % to 120 %
 * @param sigma  of the log-normal spread around the median
 */
public record Latency(Duration base, Duration perItem, double jitter, double sigma, long seed) {

    public static final Latency NONE = of(Duration.ZERO, Duration.ZERO);

    public Latency {
        if (base.isNegative() || perItem.isNegative() || jitter < 0 || jitter > 1 || sigma < 0) {
            throw new IllegalArgumentException("latency cannot be negative, jitter is within 0 and 1");
        }
    }

    public static Latency of(Duration base, Duration perItem) {
        return new Latency(base, perItem, 0, 0, 0);
    }

    public Latency jittered(double share, long drawnBy) {
        return new Latency(base, perItem, share, sigma, drawnBy);
    }

    public Latency logNormal(double spread, long drawnBy) {
        return new Latency(base, perItem, jitter, spread, drawnBy);
    }

    /** The latency of one answer; a benchmark can sum these up to the shortest possible time. */
    public Duration of(int event, int items) {
        Random random = Dice.random(seed, event);
        double even = 1 + jitter * (2 * random.nextDouble() - 1);
        double spread = even * Math.exp(sigma * random.nextGaussian());
        return Duration.ofNanos((long) (base.plus(perItem.multipliedBy(items)).toNanos() * spread));
    }
}
