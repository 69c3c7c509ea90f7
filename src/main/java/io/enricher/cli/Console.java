package io.enricher.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the run tells of itself: the standard error, with a status line if it is a terminal.
 *
 * @param stream     for lines
 * @param statusLine on a terminal
 */
record Console(PrintStream stream, Optional<StatusLine> statusLine) {

    static Console of(PrintStream err) {
        if (!isTerminal() || "dumb".equals(System.getenv("TERM"))) {
            return new Console(err, Optional.empty());
        }
        StatusLine line = new StatusLine(
                err, Optional.ofNullable(System.getenv("COLUMNS")).orElse(""));
        return new Console(line.stream(), Optional.of(line));
    }

    /**
     * Whether the standard input and output are a terminal; the standard error cannot be asked. Java has no console
     * without one up to version 21, and always has one that must be asked from 22 on.
     */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(console -> {
                    try {
                        return (boolean)
                                java.io.Console.class.getMethod("isTerminal").invoke(console);
                    } catch (ReflectiveOperationException e) {
                        return true;
                    }
                })
                .orElse(false);
    }

    static Console silent() {
        return new Console(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Optional.empty());
    }
}
