package io.enricher.provider;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where every call waits until it may be sent, in the order of arrival: for its place in the quotas of requests and of
 * tokens, for room in the window of calls in flight, and for the end of a pause that the provider asked for, which holds
 * back all threads. What it does not know of the provider's limits it learns from its replies. Safe for many threads.
 */
final class RateGate {

    /** Throttled again within this time, the rate is cut; after this time without it, bursts are sent again. */
    private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What passed between two refusals tells a rate from so many calls on. */
    private static final long ENOUGH_CALLS = 6;

    /** An empty quota lets so many calls through when the wait is over that it asked for. */
    private static final long CALLS_OF_AN_EMPTY_QUOTA = 1;

    private static final double ALIKE = 0.7;

    /** Refused more often in a row, before much has passed at the slower rate, the rate is not the reason. */
    private static final int MOST_IN_VAIN = 1;

    /** How long a refusal may take from its status to what it says: cold, or where many are read at the same time. */
    private static final Duration READING_A_REFUSAL = Duration.ofMillis(200);

    static final long UNTIL_A_CALL_ENDS = Long.MAX_VALUE;

    private final NanoClock clock;
    private final StopLatch stop;
    private final boolean hasOwnRequests;
    private final boolean hasOwnTokens;

    /** Held by the first in line alone; the lock lets the others follow in the order of their arrival. */
    private final ReentrantLock line = new ReentrantLock(true);

    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private final CallWindow window;
    private final PacedQuota requests;
    private final PacedQuota tokens;
    private final CallSpacing spacing;
    private final TokenCorrection estimates = new TokenCorrection();
    private long pausedUntil;
    private boolean isThrottled;
    private long throttledAt;
    private Duration lastPause = Duration.ZERO;
    private int refusedInVain;
    private Stretch now = Stretch.EMPTY;
    private Stretch before = Stretch.EMPTY;

    /** What passed between two refusals, and how long that was. */
    private record Stretch(long calls, long tokens, long nanos) {

        private static final Stretch EMPTY = new Stretch(0, 0, 0);

        Stretch plus(long moreCalls, long moreTokens) {
            return new Stretch(calls + moreCalls, tokens + moreTokens, nanos);
        }

        Stretch lasting(long newNanos) {
            return new Stretch(calls, tokens, newNanos);
        }

        /** Whether one call passed in each, and took its quota about as long to come in. */
        boolean isOfAnEmptyQuotaLike(Stretch other) {
            return calls == CALLS_OF_AN_EMPTY_QUOTA
                    && other.calls == CALLS_OF_AN_EMPTY_QUOTA
                    && nanos > 0
                    && other.nanos > 0
                    && Math.min(nanos, other.nanos) > ALIKE * Math.max(nanos, other.nanos);
        }
    }

    /** @param most calls in flight */
    RateGate(RateLimits limits, int most, NanoClock clock, StopLatch stop) {
        this.clock = clock;
        this.stop = stop;
        this.hasOwnRequests = limits.requestsPerMinute().isPresent();
        this.hasOwnTokens = limits.tokensPerMinute().isPresent();
        this.window = new CallWindow(most);
        this.spacing = new CallSpacing(most);
        this.requests = new PacedQuota(limits.requestsPerMinute(), limits.burst(), clock);
        this.tokens = new PacedQuota(limits.tokensPerMinute(), limits.burst(), clock);
        this.pausedUntil = clock.nanoTime();
        this.throttledAt = pausedUntil;
        stop.onStop(this::wake);
    }

    /**
     * Returns when a call may be sent.
     *
     * @param estimatedTokens of its prompt and reply together
     * @throws ModelException.Aborted if the run stops
     */
    Permit enter(long estimatedTokens) {
        long arrivedAt = clock.nanoTime();
        try {
            line.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return enterAsFirst(estimatedTokens, arrivedAt);
        } finally {
            line.unlock();
        }
    }

    private Permit enterAsFirst(long estimatedTokens, long arrivedAt) {
        state.lock();
        try {
            stop.check();
            long wait = nanosUntilAdmitted(estimatedTokens);
            while (wait > 0) {
                changed.awaitNanos(wait);
                stop.check();
                wait = nanosUntilAdmitted(estimatedTokens);
            }
            return admit(estimatedTokens, arrivedAt);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            state.unlock();
        }
    }

    /** How long the first in line has to wait; {@link #UNTIL_A_CALL_ENDS} if that is what it waits for. */
    long nanosUntilAdmitted(long estimatedTokens) {
        long time = clock.nanoTime();
        if (pausedUntil - time > 0) {
            return pausedUntil - time;
        }
        if (!window.hasRoom()) {
            return UNTIL_A_CALL_ENDS;
        }
        long corrected = estimates.corrected(estimatedTokens);
        long quotas = Math.max(requests.nanosUntil(1), tokens.nanosUntil(corrected));
        boolean isRateKnown = !requests.isUnlimited() || !tokens.isUnlimited();
        return isRateKnown ? quotas : Math.max(0, spacing.nanosUntilNext(time, isThrottledLately()));
    }

    Permit admit(long estimatedTokens, long arrivedAt) {
        long time = clock.nanoTime();
        long corrected = estimates.corrected(estimatedTokens);
        requests.take(1);
        tokens.take(corrected);
        window.sent();
        spacing.sent(time);
        now = now.plus(1, corrected);
        return new Permit(estimatedTokens, corrected, time, Duration.ofNanos(time - arrivedAt), window.inFlight());
    }

    /** A call was turned away, and is about to tell for how long: until then none is sent that would be turned away, too. */
    void refusalArrives() {
        state.lock();
        try {
            pauseFor(READING_A_REFUSAL);
        } finally {
            state.unlock();
        }
    }

    /** Threads in line, for tests. */
    int waiting() {
        return line.getQueueLength() + firstWaits();
    }

    private int firstWaits() {
        state.lock();
        try {
            return state.hasWaiters(changed) ? 1 : 0;
        } finally {
            state.unlock();
        }
    }

    private void wake() {
        state.lock();
        try {
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    private static ModelException.Aborted interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ModelException.Aborted("interrupted while waiting to call the model", e);
    }

    /** The right to one call, until one of its methods tells how the call ended; the first to be called counts. */
    final class Permit implements AutoCloseable {

        private final long estimated;
        private final long taken;
        private final long admittedAt;
        private final Duration waited;
        private final int inFlight;
        private boolean hasEnded;

        private Permit(long estimated, long taken, long admittedAt, Duration waited, int inFlight) {
            this.estimated = estimated;
            this.taken = taken;
            this.admittedAt = admittedAt;
            this.waited = waited;
            this.inFlight = inFlight;
        }

        /** How long the call waited here. */
        Duration waited() {
            return waited;
        }

        /** Calls in flight when this one was let through, itself included. */
        int inFlight() {
            return inFlight;
        }

        /**
         * The provider answered.
         *
         * @param usedTokens as it reports them; 0 if it does not
         */
        void replied(long usedTokens, ReportedLimits limits) {
            end(() -> {
                window.succeeded(inFlight);
                spacing.replied(clock.nanoTime() - admittedAt);
                if (usedTokens > 0) {
                    tokens.correct(taken, usedTokens);
                    now = isOfNow(admittedAt) ? now.plus(0, usedTokens - taken) : now;
                    estimates.observed(estimated, usedTokens);
                }
                learn(limits);
                if (isThrottled && isOfNow(admittedAt)) {
                    requests.passed();
                    tokens.passed();
                }
                if (isThrottled && !isThrottledLately()) {
                    requests.calm();
                    tokens.calm();
                }
            });
        }

        /**
         * The provider turned the call away for its rate or its load.
         *
         * @param pause how long it asks to wait; zero if it does not
         */
        void throttled(Duration pause, ReportedLimits limits) {
            end(() -> {
                tokens.correct(taken, 0);
                learn(limits);
                // Calls that were under way when it last throttled tell nothing new.
                if (isOfNow(admittedAt)) {
                    now = now.plus(-1, -taken);
                    refused(admittedAt, pause);
                }
                pauseFor(pause);
            });
        }

        /** The call failed otherwise. */
        void failed() {
            end(() -> {});
        }

        /** Gives the permit back if nothing was told. */
        @Override
        public void close() {
            failed();
        }

        private void end(Runnable lesson) {
            state.lock();
            try {
                if (!hasEnded) {
                    hasEnded = true;
                    lesson.run();
                    window.ended();
                    // The first in line is the only one to wait.
                    changed.signalAll();
                }
            } finally {
                state.unlock();
            }
        }
    }

    private void refused(long admittedAt, Duration pause) {
        long time = clock.nanoTime();
        spacing.refused(time - admittedAt);
        boolean passesNothing = isThrottled && now.calls() == 0;
        if (!passesNothing) {
            window.cut();
        }
        if (isThrottledLately() || requests.isPaced() || tokens.isPaced()) {
            // A bucket that asks for a longer wait than before has less left: so much more was taken than came in.
            now = now.lasting(time - throttledAt + pause.toNanos() - lastPause.toNanos());
            adjustRates();
        } else {
            requests.smoothen();
            tokens.smoothen();
            now = Stretch.EMPTY;
        }
        before = now;
        now = Stretch.EMPTY;
        isThrottled = true;
        throttledAt = time;
        lastPause = pause;
    }

    private void adjustRates() {
        if (now.calls() == 0) {
            // Where nothing passes there is nothing to measure: the waits that the provider or the retries impose do.
            return;
        }
        boolean isMeasured = now.calls() >= ENOUGH_CALLS;
        boolean isFree = requests.isUnlimited() && tokens.isUnlimited();
        refusedInVain = isFree || isMeasured ? 0 : refusedInVain + 1;
        // A refusal or two may be chance. But an empty quota lets one call pass after each wait, and no more.
        boolean isNoQuota = isFree && !now.isOfAnEmptyQuotaLike(before);
        if (refusedInVain > MOST_IN_VAIN) {
            // It refuses at any rate, by chance: to go slower only adds to the waits.
            requests.lift();
            tokens.lift();
        } else if (!isNoQuota) {
            requests.slowDown(now.calls(), now.nanos(), isMeasured);
            tokens.slowDown(now.tokens(), now.nanos(), isMeasured);
        }
    }

    /** Whether a call was sent after the last refusal. */
    private boolean isOfNow(long admittedAt) {
        return !isThrottled || admittedAt - throttledAt > 0;
    }

    private boolean isThrottledLately() {
        return isThrottled && clock.nanoTime() - throttledAt < MEMORY_NANOS;
    }

    private void pauseFor(Duration pause) {
        long until = clock.nanoTime() + pause.toNanos();
        if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /** What the user configured counts for more than what the provider tells. */
    private void learn(ReportedLimits limits) {
        if (!hasOwnRequests) {
            limits.requests().ifPresent(requests::limitIs);
        }
        if (!hasOwnTokens) {
            limits.tokens().ifPresent(tokens::limitIs);
        }
    }
}
