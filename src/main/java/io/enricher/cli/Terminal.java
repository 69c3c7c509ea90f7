package io.enricher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the terminal that the process is started from. */
final class Terminal {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/|tty|console).*");
    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]*)\\s*");
    private static final long LONGEST_ANSWER_MILLIS = 500;

    private Terminal() {}

    /** Whether a person sees what the process writes, on a terminal that can move its cursor. */
    static boolean isInteractive() {
        return isConsole() && !"dumb".equals(System.getenv("TERM")) && isStandardErrorShown();
    }

    /**
     * Whether the standard input and output are a terminal. Java has no console without one up to version 21, and always
     * has one that must be asked from 22 on.
     */
    private static boolean isConsole() {
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

    /** Java cannot say whether the standard error goes to a file; Linux can. */
    private static boolean isStandardErrorShown() {
        try {
            return !Files.isSymbolicLink(STANDARD_ERROR)
                    || TERMINAL_DEVICE
                            .matcher(Files.readSymbolicLink(STANDARD_ERROR).toString())
                            .matches();
        } catch (IOException e) {
            // Nothing is known of it: it is most likely where the others are.
            return true;
        }
    }

    /** Its width in columns as text: of the variable that says so, else as {@code stty} knows it; empty if nobody does. */
    static String columns() {
        return Optional.ofNullable(System.getenv("COLUMNS")).orElseGet(Terminal::measuredColumns);
    }

    private static String measuredColumns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? size.group(1) : "";
        } catch (IOException e) {
            // No such program, as on Windows.
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
