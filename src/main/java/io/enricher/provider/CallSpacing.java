package io.enricher.provider;

import java.util.concurrent.TimeUnit;

/**
 * How far apart calls are sent while no rate is known: so far that a refusal is heard before many more are on their way, and
 * so close that it costs next to nothing. At first the distance shrinks with each call; once it is known how long calls take,
 * they are sent evenly and not in waves, a few times as fast as
 * they can come back. Guarded by {@link RateGate}.
 */
final class CallSpacing {

    private static final long CLOSEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long FARTHEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** So many times as fast as calls come back. */
    private static final int AHEAD = 4;

    /** Of the average of what calls took, the weight of the last one is one in so many. */
    private static final int MEMORY = 8;

    private final int most;
    private long sentAt;
    private long calls;
    private long callNanos;
    private long refusalNanos;

    /** @param most calls in flight */
    CallSpacing(int most) {
        this.most = most;
    }

    /**
     * How long until the next call may be sent, negative if it might have been.
     *
     * @param isCareful whether calls were refused lately
     */
    long nanosUntilNext(long time, boolean isCareful) {
        return calls == 0 ? 0 : sentAt + apart(isCareful) - time;
    }

    private long apart(boolean isCareful) {
        long evenly = callNanos / most / AHEAD;
        long apart = callNanos == 0 ? CLOSEST_NANOS + FIRST_NANOS / (calls + 1) : evenly;
        return Math.min(FARTHEST_NANOS, isCareful ? Math.max(apart, 3 * refusalNanos) : apart);
    }

    void sent(long time) {
        sentAt = time;
        calls++;
    }

    /** A call brought a reply after so long. */
    void replied(long nanos) {
        callNanos = callNanos == 0 ? nanos : callNanos + (nanos - callNanos) / MEMORY;
    }

    /** The provider turned a call away after so long. */
    void refused(long nanos) {
        refusalNanos = Math.max(CLOSEST_NANOS / 2, nanos);
    }
}
