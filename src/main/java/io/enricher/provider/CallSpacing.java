package io.enricher.provider;

import java.util.concurrent.TimeUnit;

/**
 * How far apart calls are sent while no rate is known: so far that a refusal is heard before many more are on their way, and
 * so close that it costs next to nothing. At first the distance shrinks with each call; once it is known how long calls take,
 * they are sent evenly and not in waves, a few times as fast as they can come back. After a refusal they are sent one by one,
 * and then in steps, each larger than all before it. Guarded by {@link RateGate}.
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

    /** Sent one by one after a refusal: where so many pass, no quota is very near. */
    private static final long ONE_BY_ONE = 3;

    /** So many times as many as before are sent at the end of each step: by chance refused, they share one wait. */
    private static final long STEP = 4;

    /** The next refusal may take so many times as long to arrive, and so much longer. */
    private static final int LATER_REFUSALS = 4;

    private static final long JITTER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int most;
    private long sentAt;
    private long calls;
    private long callNanos;
    private long refusalNanos;

    /** @param most calls in flight */
    CallSpacing(int most) {
        this.most = most;
    }

    /** How long until the next call may be sent, negative if it might have been, while none is refused. */
    long nanosUntilNext(long time) {
        long apart = callNanos == 0 ? CLOSEST_NANOS + FIRST_NANOS / (calls + 1) : callNanos / most / AHEAD;
        return calls == 0 ? 0 : sentAt + Math.min(FARTHEST_NANOS, apart) - time;
    }

    /**
     * The same when one was refused not long ago.
     *
     * @param sentSince calls that were sent since then
     */
    long nanosUntilNext(long time, long sentSince) {
        return endsStep(sentSince) ? sentAt + Math.min(FARTHEST_NANOS, REFUSALS * refusalNanos) - time : 0;
    }

    /** Whether a refusal of what was sent is to be heard before more is. */
    private static boolean endsStep(long sentSince) {
        long end = ONE_BY_ONE;
        while (end < sentSince) {
            end *= STEP;
        }
        return sentSince <= ONE_BY_ONE || sentSince == end;
    }

    void sent(long time) {
        sentAt = time;
        calls++;
    }

    /** A call brought a reply after so long. */
    void replied(long nanos) {
        callNanos = callNanos == 0 ? nanos : callNanos + (nanos - callNanos) / MEMORY;
    }

    /**
     * The provider turned a call away.
     *
     * @param heardAfter      time from its sending until the answer's headers were there
     * @param understoodAfter the same until the client had made of it what it is, on a busy machine long after
     */
    void refused(long heardAfter, long understoodAfter) {
        long next = Math.min(understoodAfter, LATER_REFUSALS * heardAfter + JITTER_NANOS);
        refusalNanos = Math.max(CLOSEST_NANOS / 2, next);
    }
}
