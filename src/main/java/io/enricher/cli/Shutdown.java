package io.enricher.cli;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.job.RunControl;
import java.io.PrintStream;
import java.time.Duration;

/** Ends a run gracefully: no new calls at the first signal, none at all after the grace period. */
final class Shutdown {

    private Shutdown() {}

    static void onSignal(RunControl control, Duration grace, PrintStream console) {
        Signals.handle(exitCode -> stop(exitCode, control, grace, console));
    }

    private static void stop(ExitCode exitCode, RunControl control, Duration grace, PrintStream console) {
        // Before a word of it: the terminal may be gone or slow.
        control.requestStop(exitCode);
        console.println("Stopping: calls in flight may take up to " + Amounts.time(grace)
                + " to end. A second signal stops at once.");
        Thread timer = new Thread(() -> abortAfter(grace, control), "grace");
        timer.setDaemon(true);
        timer.start();
    }

    private static void abortAfter(Duration grace, RunControl control) {
        try {
            Thread.sleep(grace.toMillis());
            control.abortCalls();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
