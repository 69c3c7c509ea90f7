package io.enricher.testing;

import java.time.Duration;

/** A token bucket, full at the start. Thread-safe; the clock is the caller's. */
final class Quota {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final double burst;
    private double perMinute;
    private double level;
    private long filledAt;

    /** @param burst share of a minute's quota that may be taken at once */
    Quota(double perMinute, double burst, long nowNanos) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.level = capacity();
        this.filledAt = nowNanos;
    }

    /** Takes the amount if it is there. @return zero if taken, else how long until it could be */
    synchronized Duration take(long amount, long nowNanos) {
        fill(nowNanos);
        // More than fits would never come: a full bucket is enough for it.
        double wanted = Math.min((double) amount, capacity());
        if (wanted <= level) {
            level -= wanted;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((wanted - level) * NANOS_PER_MINUTE / perMinute) + 1);
    }

    synchronized void giveBack(long amount) {
        level = Math.min(capacity(), level + amount);
    }

    /** Changes the rate without notice; what is over the new capacity is lost. */
    synchronized void change(double newPerMinute, long nowNanos) {
        fill(nowNanos);
        perMinute = newPerMinute;
        level = Math.min(level, capacity());
    }

    synchronized long perMinute() {
        return (long) perMinute;
    }

    synchronized long left() {
        return (long) level;
    }

    /** Time until the bucket is full again. */
    synchronized Duration reset() {
        return Duration.ofNanos((long) ((capacity() - level) * NANOS_PER_MINUTE / perMinute));
    }

    private double capacity() {
        return Math.max(1, perMinute * burst);
    }

    private void fill(long nowNanos) {
        level = Math.min(capacity(), level + (double) (nowNanos - filledAt) * perMinute / NANOS_PER_MINUTE);
        filledAt = nowNanos;
    }
}
