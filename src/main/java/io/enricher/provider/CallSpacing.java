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

    /** So many times as long as the last refusal took to come: the next may take longer. */
    private static final int REFUSALS = 3;

    private final int most;
    private long sentAt;
    private long calls;
    private long callNanos;
    private long refusalNanos;

    /** @param most calls in flight */
    CallSpacing(int most) {
        this.most = most;
    }

    /** What the last refusal has left behind. */
    enum Mood {
        /** There was none for long. */
        FEELING_ITS_WAY,
        /** There was one just now. */
        CAREFUL,
        /** There was one, and calls pass all the same. */
        TRUSTING
    }

    /** How long until the next call may be sent, negative if it might have been. */
    long nanosUntilNext(long time, Mood mood) {
        return calls == 0 ? 0 : sentAt + apart(mood) - time;
    }

    private long apart(Mood mood) {
        long evenly = callNanos == 0 ? CLOSEST_NANOS + FIRST_NANOS / (calls + 1) : callNanos / most / AHEAD;
        long apart =
                switch (mood) {
                    case FEELING_ITS_WAY -> evenly;
                    case CAREFUL -> REFUSALS * refusalNanos;
                    case TRUSTING -> 0;
                };
        return Math.min(FARTHEST_NANOS, apart);
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
