package io.enricher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The packaged program as a process of its own, as a user runs it: {@code java -jar enricher.jar}, in a directory, with
 * an environment that holds PATH, HOME, JAVA_HOME and what the test adds, nothing else. stdout and stderr go to files,
 * so the process never waits for a reader. Not thread-safe, but for {@link #kill9}, {@link #terminate} and
 * {@link #interrupt}, which hooks of the simulator call.
 */
public final class EnricherProcess implements AutoCloseable {

    private static final long POLL_MILLIS = 5;

    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private EnricherProcess(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** How a process ended. */
    public record Finished(int exitCode, String stdout, String stderr) {}

    /** The jar of the system property {@code enricher.jar}, else {@code target/enricher.jar}, run in this directory. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written so far. */
    public String stdout() {
        return read(stdout);
    }

    /** What it has written so far. */
    public String stderr() {
        return read(stderr);
    }

    /** SIGKILL: exit code 137. Returns when the process is gone, its connections with it. */
    public void kill9() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM: exit code 143. Returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** SIGINT, as Ctrl-C sends it: exit code 130. */
    public void interrupt() {
        try {
            int exit = new ProcessBuilder("kill", "-INT", Long.toString(pid()))
                    .start()
                    .waitFor();
            if (exit != 0 && isAlive()) {
                throw new IllegalStateException("kill -INT ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIGINT", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIGINT", e);
        }
    }

    /** @throws AssertionError if it still runs then; {@link #close} ends it */
    public Finished waitFor(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("still running after " + longest + "; " + output());
        }
        return new Finished(process.exitValue(), stdout(), stderr());
    }

    /**
     * Waits for text on stderr, log or progress.
     *
     * @param regex found anywhere in what has been written so far
     * @throws AssertionError if the process ends without it, or it has not come by then
     */
    public void awaitStderr(String regex, Duration longest) throws InterruptedException {
        awaitStderr(regex, 1, longest);
    }

    /**
     * The same until it has been written so many times.
     *
     * @throws AssertionError if the process ends before that, or it has not happened by then
     */
    public void awaitStderr(String regex, int times, Duration longest) throws InterruptedException {
        await(stderr, Pattern.compile(regex), times, longest);
    }

    /** The same for stdout. */
    public void awaitStdout(String regex, Duration longest) throws InterruptedException {
        await(stdout, Pattern.compile(regex), 1, longest);
    }

    private void await(Path file, Pattern pattern, int times, Duration longest) throws InterruptedException {
        await(
                "\"" + pattern + "\"",
                () -> pattern.matcher(read(file)).results().count() >= times,
                longest,
                POLL_MILLIS);
    }

    /**
     * Waits for something that can be seen from outside, such as a file.
     *
     * @param what it is, for the message
     * @throws AssertionError if the process ends without it, or it has not come by then
     */
    public void await(String what, BooleanSupplier condition, Duration longest) throws InterruptedException {
        // Often, as it may be there for a moment only.
        await(what, condition, longest, 1);
    }

    private void await(String what, BooleanSupplier condition, Duration longest, long pollMillis)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            // Asked before the condition: what it did last is then seen.
            boolean ended = !process.isAlive();
            if (condition.getAsBoolean()) {
                return;
            }
            if (ended || System.nanoTime() > end) {
                throw new AssertionError(
                        "no " + what + " " + (ended ? "before it ended" : "after " + longest) + "; " + output());
            }
            process.waitFor(pollMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Kills it if it still runs, and waits until it is gone. The files of its output stay. */
    @Override
    public void close() {
        kill9();
    }

    private String output() {
        return "stdout:\n" + stdout() + "\nstderr:\n" + stderr();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to start, and where. */
    public static final class Builder {

        private static final List<String> INHERITED = List.of("PATH", "HOME", "JAVA_HOME");

        private final Path directory;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private List<String> program = List.of();
        private List<String> arguments = List.of();
        private List<String> virtualMachine = List.of();
        private String maxHeap = "256m";
        private boolean terminal;

        private Builder(Path directory) {
            this.directory = directory;
        }

        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** As {@code -Xmx} takes it; 256m by default. */
        public Builder maxHeap(String size) {
            maxHeap = size;
            return this;
        }

        /** Compiles less and collects on one thread: for a process that lives a few seconds that is most of its work. */
        public Builder shortLived() {
            virtualMachine = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
            return this;
        }

        /** On a pseudo-terminal, with what the terminal shows as standard output: the program {@code script} makes one. */
        public Builder onTerminal() {
            terminal = true;
            return this;
        }

        /** Another program instead of the jar: what follows {@code java}, up to its arguments. */
        public Builder program(String... javaArguments) {
            program = List.of(javaArguments);
            return this;
        }

        public Builder arguments(String... words) {
            arguments = List.of(words);
            return this;
        }

        public EnricherProcess start() {
            try {
                Path outputs = Files.createDirectories(Path.of("target", "process-output"));
                Path stdout = Files.createTempFile(outputs, "run-", ".stdout");
                Path stderr = Path.of(stdout.toString().replaceFirst("stdout$", "stderr"));
                ProcessBuilder builder = new ProcessBuilder(command())
                        .directory(directory.toFile())
                        .redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile());
                builder.environment().keySet().retainAll(INHERITED);
                builder.environment().putAll(environment);
                return new EnricherProcess(builder.start(), stdout, stderr);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start the process", e);
            }
        }

        private List<String> command() {
            List<String> command = new ArrayList<>(SignalReset.PREFIX);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx" + maxHeap);
            command.addAll(virtualMachine);
            command.addAll(program.isEmpty() ? List.of("-jar", jar().toString()) : program);
            command.addAll(arguments);
            return terminal ? onTerminal(command) : command;
        }

        private static List<String> onTerminal(List<String> command) {
            String line = command.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            return List.of("script", "--quiet", "--return", "--command", line, "/dev/null");
        }

        private static Path jar() {
            Path jar = Path.of(System.getProperty("enricher.jar", "target/enricher.jar"))
                    .toAbsolutePath();
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException("no " + jar + ": build it with mvn -DskipTests package");
            }
            return jar;
        }
    }

    /**
     * A shell that runs a build in the background lets it ignore SIGINT, and every process started from it, too. GNU env
     * puts the signal back and becomes the program, same pid; where env cannot, the program is started as it is.
     */
    private static final class SignalReset {

        static final List<String> PREFIX =
                works("env", "--default-signal=INT", "true") ? List.of("env", "--default-signal=INT") : List.of();

        private static boolean works(String... command) {
            try {
                return new ProcessBuilder(Arrays.asList(command)).start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
