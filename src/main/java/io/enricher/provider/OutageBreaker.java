package io.enricher.provider;

import io.enricher.domain.Amounts;
import io.enricher.domain.ProviderUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a provider that is away from a prompt that it cannot cope with, and holds everything back while it is away. After
 * some failures in a row, whichever threads met them, one tiny question that has nothing to do with any row is asked, at
 * growing intervals: a reply of any kind shows that the provider is there, and that the prompts were to blame. Safe for many
 * threads.
 */
final class OutageBreaker {

    private static final Logger log = LoggerFactory.getLogger(OutageBreaker.class);

    private static final int SUSPICIOUS_IN_A_ROW = 5;
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final Duration longest;
    private final Runnable probe;
    private final NanoClock clock;
    private final Sleeper sleeper;

    /** Held by the thread that probes; the others wait for what it learns. */
    private final ReentrantLock probing = new ReentrantLock();

    private long answers;
    private int failuresInARow;
    private long outages;
    private State state = State.CLOSED;
    private Optional<ProviderUnavailableException> gone = Optional.empty();

    private enum State {
        /** Calls are sent. */
        CLOSED,
        /** Nothing is sent until it is known whether the provider is there. */
        IN_DOUBT,
        /** The provider was seen to be away. */
        OPEN
    }

    /**
     * @param longest how long the provider may stay away before the run fails
     * @param probe   asks the tiny question; throws what the call ended with
     */
    OutageBreaker(Duration longest, Runnable probe, NanoClock clock, Sleeper sleeper) {
        this.longest = longest;
        this.probe = probe;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** The provider answered, be it with a refusal. */
    synchronized void answered() {
        answers++;
        failuresInARow = 0;
    }

    /** Number of answers so far, to be compared with later ones. */
    synchronized long answers() {
        return answers;
    }

    /**
     * Returns at once if the provider is taken to be there, else when it is back.
     *
     * @throws ProviderUnavailableException if it stays away too long
     * @throws ModelException.Aborted if the run stops
     */
    void awaitProvider() {
        if (!isClosed()) {
            makeSure(answers());
        }
    }

    /**
     * A call failed in a way that may be the provider's fault or the prompt's: timeout, server error, broken connection.
     *
     * @return whether the provider was away, and is back now: then the failure says nothing about the prompt
     * @throws ProviderUnavailableException if it stays away too long
     */
    boolean wasAway() {
        return countFailure() && makeSure(answers());
    }

    /**
     * The same at the last failure of a prompt, which is to be blamed only if the provider is known to be there.
     *
     * @param answersBefore {@link #answers()} when the prompt was first sent
     */
    boolean wasAwayAfterAll(long answersBefore) {
        countFailure();
        return makeSure(answersBefore);
    }

    /** @return whether it makes the provider suspicious */
    private synchronized boolean countFailure() {
        failuresInARow++;
        if (state == State.CLOSED && failuresInARow >= SUSPICIOUS_IN_A_ROW) {
            state = State.IN_DOUBT;
        }
        return state != State.CLOSED;
    }

    /** @return whether the provider was away in the meantime */
    private boolean makeSure(long answersBefore) {
        long outagesBefore = outagesThatEnded();
        probing.lock();
        try {
            if (gone.isPresent()) {
                throw new ProviderUnavailableException(String.valueOf(gone.get().getMessage()), gone.get());
            }
            if (!isClosed() || answers() <= answersBefore) {
                probeUntilBack();
            }
        } finally {
            probing.unlock();
        }
        return outagesThatEnded() > outagesBefore;
    }

    private void probeUntilBack() {
        long since = clock.nanoTime();
        Duration interval = FIRST_INTERVAL;
        for (Optional<ModelException.Transient> failure = probe(); failure.isPresent(); failure = probe()) {
            open(failure.get());
            Duration left = longest.minusNanos(clock.nanoTime() - since);
            if (left.isNegative() || left.isZero()) {
                gone = Optional.of(unavailable(failure.get()));
                throw gone.get();
            }
            sleeper.sleep(interval.compareTo(left) < 0 ? interval : left);
            Duration doubled = interval.multipliedBy(2);
            interval = doubled.compareTo(LONGEST_INTERVAL) < 0 ? doubled : LONGEST_INTERVAL;
        }
        close(Duration.ofNanos(clock.nanoTime() - since));
    }

    /** @return what it failed with; empty if the provider answered */
    private Optional<ModelException.Transient> probe() {
        try {
            probe.run();
            return Optional.empty();
        } catch (ModelException.Transient e) {
            return e.kind() == ModelException.Kind.THROTTLED ? Optional.empty() : Optional.of(e);
        } catch (ModelException.Rejected | ModelException.TooLong | ModelException.Blocked e) {
            log.debug("The provider answers, if only to refuse: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    private synchronized long outagesThatEnded() {
        return outages;
    }

    private synchronized void open(ModelException.Transient failure) {
        if (state != State.OPEN) {
            log.warn(
                    "The provider does not answer: {}. Nothing is sent but a tiny question now and then; the run goes on"
                            + " when it is back, and fails if that takes longer than {} (enricher.outage-limit)",
                    failure.getMessage(),
                    Amounts.time(longest));
        }
        state = State.OPEN;
    }

    private synchronized void close(Duration after) {
        answered();
        if (state == State.OPEN) {
            outages++;
            log.warn("The provider is back after {}", Amounts.time(after));
        }
        state = State.CLOSED;
    }

    private ProviderUnavailableException unavailable(ModelException.Transient failure) {
        return new ProviderUnavailableException(
                "the provider does not answer any more: " + failure.getMessage()
                        + ". Rows answered so far are kept; start again to continue when it is back.",
                failure);
    }
}
