package io.enricher.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every call waits until it may be sent, in the order of arrival: for its place in the quotas of requests and of
 * tokens, for room in the window of calls in flight, and for the end of a pause that the provider asked for, which holds
 * back all threads. What it does not know of the provider's limits it learns from its replies. Safe for many threads.
 */
final class RateGate {

    private static final Logger LOG = LoggerFactory.getLogger(RateGate.class);

    /** Throttled again within this time, the rate is cut; after this time without it, bursts are sent again. */
    private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** How long a refusal may take from its status to what its body says: cold, or where many are read at the same time. */
    private static final long READING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

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
    private final RateLearning learning;
    private final TokenCorrection estimates = new TokenCorrection();
    private long pausedUntil;
    private long readingUntil;
    private boolean isThrottled;
    private long throttledAt;

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
        this.learning = new RateLearning(requests, tokens);
        this.pausedUntil = clock.nanoTime();
        this.readingUntil = pausedUntil;
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
        long pause = Math.max(pausedUntil - time, readingUntil - time);
        if (pause > 0) {
            return pause;
        }
        if (!window.hasRoom()) {
            return UNTIL_A_CALL_ENDS;
        }
        long corrected = estimates.corrected(estimatedTokens);
        long quotas = Math.max(requests.nanosUntil(1), tokens.nanosUntil(corrected));
        boolean isRateKnown = !requests.isUnlimited() || !tokens.isUnlimited();
        return isRateKnown ? quotas : Math.max(0, nanosUntilSpaced(time));
    }

    private long nanosUntilSpaced(long time) {
        return isThrottledLately()
                ? spacing.nanosUntilNext(time, learning.sentSinceRefusal())
                : spacing.nanosUntilNext(time);
    }

    Permit admit(long estimatedTokens, long arrivedAt) {
        long time = clock.nanoTime();
        long corrected = estimates.corrected(estimatedTokens);
        requests.take(1);
        tokens.take(corrected);
        window.sent();
        spacing.sent(time);
        learning.sent(corrected);
        return new Permit(
                estimatedTokens,
                corrected,
                time,
                Duration.ofNanos(time - arrivedAt),
                window.inFlight(),
                window.width());
    }

    /**
     * A call was turned away and is still being read: until then none is sent that would be turned away, too.
     *
     * @param pause what its headers ask to wait; its body may ask for more
     */
    void refusalArrives(Optional<Duration> pause) {
        state.lock();
        try {
            long time = clock.nanoTime();
            pauseFrom(time, pause);
            readingUntil = time + READING_NANOS;
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
        private final int widthThen;
        private boolean hasEnded;

        private Permit(long estimated, long taken, long admittedAt, Duration waited, int inFlight, int widthThen) {
            this.estimated = estimated;
            this.taken = taken;
            this.admittedAt = admittedAt;
            this.waited = waited;
            this.inFlight = inFlight;
            this.widthThen = widthThen;
        }

        /** How long the call waited here. */
        Duration waited() {
            return waited;
        }

        /** Calls in flight when this one was let through, itself included. */
        int inFlight() {
            return inFlight;
        }

        /** Most calls that might be in flight then. */
        int window() {
            return widthThen;
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
                    tokens.correct(taken, usedTokens, admittedAt);
                    if (isOfNow(admittedAt)) {
                        learning.used(usedTokens - taken);
                    }
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
         * @param pause  how long it asks to wait, counted from the answer; empty if it does not
         * @param answer in which it did
         */
        void throttled(Optional<Duration> pause, LastAnswer answer) {
            end(() -> {
                tokens.correct(taken, 0, admittedAt);
                learn(answer.limits());
                if (isOfNow(admittedAt)) {
                    refused(this, pause, clock.nanoTime() - answer.ago().toNanos());
                } else {
                    learning.refusedBefore(taken);
                }
                readingUntil = clock.nanoTime();
                pauseFrom(readingUntil - answer.ago().toNanos(), pause);
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

    private void refused(Permit refused, Optional<Duration> pause, long heardAt) {
        if (!isThrottledLately()) {
            LOG.warn("The provider turned a call away for its rate or its load (429): calls are sent more slowly now."
                    + " With enricher.limits.requests-per-minute and .tokens-per-minute set to its limits, that does not"
                    + " happen");
        }
        long time = clock.nanoTime();
        spacing.refused(heardAt - refused.admittedAt, time - refused.admittedAt);
        if (learning.refused(time, refused.taken, pause, isThrottledLately())) {
            window.refused();
        }
        isThrottled = true;
        throttledAt = time;
    }

    /** Whether a call was sent after the last refusal. */
    private boolean isOfNow(long admittedAt) {
        return !isThrottled || admittedAt - throttledAt > 0;
    }

    private boolean isThrottledLately() {
        return isThrottled && clock.nanoTime() - throttledAt < MEMORY_NANOS;
    }

    private void pauseFrom(long heardAt, Optional<Duration> pause) {
        long until = heardAt + pause.orElse(Duration.ZERO).toNanos();
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
