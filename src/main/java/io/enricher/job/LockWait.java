package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.NotNowException;
import io.enricher.domain.StoppedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long a start waits for locks that others hold: up to one deadline for all the locks it needs, unless a signal tells
 * it to stop. For one thread.
 */
final class LockWait {

    private static final long POLL_MILLIS = 200;

    private final long deadline;
    private final Supplier<Optional<ExitCode>> signal;

    private LockWait(long deadline, Supplier<Optional<ExitCode>> signal) {
        this.deadline = deadline;
        this.signal = signal;
    }

    /** From now on that long. */
    static LockWait upTo(Duration patience) {
        return new LockWait(System.nanoTime() + patience.toNanos(), Optional::empty);
    }

    /** The same deadline, and an end as soon as there is a signal. */
    LockWait unless(Supplier<Optional<ExitCode>> stopped) {
        return new LockWait(deadline, stopped);
    }

    /**
     * Takes a lock, at the first attempt if nobody has it.
     *
     * @param attempt empty while another has it
     * @param refusal what to throw at the deadline
     * @throws StoppedException if there is a signal before
     */
    <T> T take(Supplier<Optional<T>> attempt, Supplier<NotNowException> refusal) {
        while (true) {
            Optional<T> lock = attempt.get();
            if (lock.isPresent()) {
                return lock.get();
            }
            signal.get().ifPresent(exitCode -> {
                throw new StoppedException(
                        exitCode, "stopped by a signal while another run was waited for; nothing was done");
            });
            if (System.nanoTime() - deadline >= 0) {
                throw refusal.get();
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNowException("interrupted while waiting for another run to end", e);
        }
    }
}
