package io.enricher.cli;

import io.enricher.testing.EnricherProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One command, run to its end. */
record CommandRun(int exitCode, String out, String err) {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Within this process, from the command line down: quick, but the current folder is the build's. */
    static CommandRun here(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        // The log goes there.
        System.setErr(printing(err));
        int exitCode;
        try {
            exitCode = EnricherCommand.run(arguments, printing(out), printing(err));
        } finally {
            System.setErr(before);
        }
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** In a process of its own. */
    static CommandRun of(EnricherProcess.Builder program) throws InterruptedException {
        try (EnricherProcess process = program.start()) {
            return endOf(process);
        }
    }

    static CommandRun endOf(EnricherProcess process) throws InterruptedException {
        EnricherProcess.Finished finished = process.waitFor(LONGEST);
        return new CommandRun(finished.exitCode(), finished.stdout(), finished.stderr());
    }

    /** For assertions: says all there is when one fails. */
    String everything() {
        return "exit " + exitCode + "\nstdout:\n" + out + "\nstderr:\n" + err;
    }

    /** Whatever the user is told, it is in words. */
    boolean showsNoStackTrace() {
        return !(out + err).contains("\tat ");
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
