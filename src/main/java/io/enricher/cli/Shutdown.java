package io.enricher.cli;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.job.RunControl;
import java.io.PrintStream;
import java.time.Duration;

/** Ends a run gracefully: no new calls at the first signal, none at all after the grace period. */
final class Shutdown {

    /** Enough for any terminal that reads at all. */
    private static final long LAST_WORDS_MILLIS = 200;

    private final RunControl control;
    private final Duration grace;
    private final PrintStream console;

    private Shutdown(RunControl control, Duration grace, PrintStream console) {
        this.control = control;
        this.grace = grace;
        this.console = console;
    }

    static void onSignal(RunControl control, Duration grace, PrintStream console) {
        Shutdown shutdown = new Shutdown(control, grace, console);
        Signals.handle(shutdown::stop, shutdown::sayLastWords);
    }

    private void stop(ExitCode exitCode) {
        // Before a word of it: the terminal may be gone or slow.
        control.requestStop(exitCode);
        startDaemon("grace", this::abortAfterGrace);
        console.println("Stopping: calls in flight may take up to " + Amounts.time(grace)
                + " to end. A second signal stops at once.");
    }

    private void abortAfterGrace() {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        int givenUp = control.callsInFlight();
        control.abortCalls();
        tellOf(givenUp);
    }

    private void sayLastWords() {
        int givenUp = control.callsInFlight();
        Thread speaker = startDaemon("last-words", () -> tellOf(givenUp));
        try {
            speaker.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOf(int givenUp) {
        if (givenUp > 0) {
            console.println("Giving up " + Amounts.count(givenUp, "call", "calls")
                    + " in flight: the provider may charge for " + (givenUp == 1 ? "it." : "them."));
        }
    }

    private static Thread startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
