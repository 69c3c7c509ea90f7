package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.StopSignal;
import io.enricher.domain.StoppedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one place that tells all threads of a run to end: because a signal asked for it, or because one of them met
 * something that makes going on pointless. Safe for use by many threads.
 */
public final class RunControl implements StopSignal {

    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private volatile Calls calls = Calls.NONE;
    private volatile Optional<ExitCode> signal = Optional.empty();

    /** What a stop does to calls of the model; each method may be called again. */
    interface Calls {

        Calls NONE = new Calls() {
            @Override
            public void stop() {}

            @Override
            public void abort() {}

            @Override
            public int inFlight() {
                return 0;
            }
        };

        /** Waiting ends and no new call starts; those in flight go on. */
        void stop();

        /** Those in flight end, too. */
        void abort();

        int inFlight();
    }

    /**
     * Asked to stop by a signal: what is in flight may finish.
     *
     * @param exitCode of the process when it has ended
     */
    public void requestStop(ExitCode exitCode) {
        signal = Optional.of(exitCode);
        calls.stop();
    }

    /** The grace period is over. */
    public void abortCalls() {
        calls.abort();
    }

    /** Calls of the model that were sent and have not ended. */
    public int callsInFlight() {
        return calls.inFlight();
    }

    /** Ends the run because of a fault; the first one is kept. */
    void abort(Throwable cause) {
        fault.compareAndSet(null, cause);
        calls.stop();
    }

    void control(Calls running) {
        calls = running;
        if (isStopRequested()) {
            running.stop();
        }
    }

    Optional<Throwable> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** The exit code of the signal that stopped the run, if one did. */
    Optional<ExitCode> signal() {
        return signal;
    }

    /** @param when what was going on, ends the sentence */
    StoppedException stopped(String when) {
        ExitCode exitCode = signal.orElseThrow(() -> new IllegalStateException("nobody asked to stop"));
        return new StoppedException(exitCode, "stopped by a signal " + when);
    }

    @Override
    public boolean isStopRequested() {
        return signal.isPresent() || fault.get() != null;
    }
}
