package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnricherProcessTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path program;

    @BeforeEach
    void writeProgram() throws IOException {
        program = Files.writeString(
                directory.resolve("Program.java"),
                """
                class Program {
                    public static void main(String[] args) throws Exception {
                        System.out.println("args " + String.join(" ", args));
                        System.out.println("in " + java.nio.file.Path.of("").toAbsolutePath());
                        System.out.println("heap " + Runtime.getRuntime().maxMemory());
                        System.out.println("environment " + System.getenv("MARKER"));
                        System.out.println("names " + String.join(",", System.getenv().keySet()));
                        System.out.print("x".repeat(1_000_000));
                        System.err.println("ready für alles");
                        if (args.length > 0 && args[0].equals("wait")) {
                            Thread.sleep(600_000);
                        }
                        System.exit(3);
                    }
                }
                """);
    }

    @Test
    void capturesOutputAndExitCodeOfAProgramInItsOwnWorld() throws Exception {
        try (EnricherProcess process = program()
                .arguments("one", "two words")
                .environment("MARKER", "here")
                .maxHeap("64m")
                .start()) {
            EnricherProcess.Finished finished = process.waitFor(SOON);

            assertThat(finished.exitCode()).isEqualTo(3);
            assertThat(finished.stdout())
                    .contains("args one two words", "in " + directory.toRealPath(), "environment here")
                    .containsPattern("heap 6[0-9]{7}")
                    .hasSizeGreaterThan(1_000_000);
            assertThat(environmentNames(finished.stdout())).isSubsetOf("PATH", "HOME", "JAVA_HOME", "MARKER");
            assertThat(finished.stderr()).contains("ready");
        }
    }

    @Test
    void killedProcessEndsWith137() throws Exception {
        try (EnricherProcess process = waiting()) {
            process.kill9();

            assertThat(process.waitFor(SOON).exitCode()).isEqualTo(137);
        }
    }

    @Test
    void terminatedProcessEndsWith143() throws Exception {
        try (EnricherProcess process = waiting()) {
            process.terminate();

            assertThat(process.waitFor(SOON).exitCode()).isEqualTo(143);
        }
    }

    @Test
    void interruptedProcessEndsWith130() throws Exception {
        try (EnricherProcess process = waiting()) {
            process.interrupt();

            assertThat(process.waitFor(SOON).exitCode()).isEqualTo(130);
        }
    }

    @Test
    void textThatNeverComesFailsWithWhatWasWritten() throws Exception {
        try (EnricherProcess process = program().arguments("go").start()) {
            assertThatThrownBy(() -> process.awaitStderr("never", SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("before it ended")
                    .hasMessageContaining("ready");
        }
    }

    @Test
    void processThatDoesNotEndIsKilledByClose() throws Exception {
        EnricherProcess process = waiting();
        try (process) {
            assertThatThrownBy(() -> process.waitFor(Duration.ofMillis(10))).isInstanceOf(AssertionError.class);
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(process.isAlive()).isFalse();
    }

    private static List<String> environmentNames(String stdout) {
        return stdout.lines()
                .filter(line -> line.startsWith("names "))
                .flatMap(line -> Stream.of(line.substring(6).split(",")))
                .toList();
    }

    private EnricherProcess waiting() throws InterruptedException {
        EnricherProcess process = program().arguments("wait").start();
        process.awaitStderr("ready", SOON);
        return process;
    }

    private EnricherProcess.Builder program() {
        return EnricherProcess.in(directory).program(program.toString());
    }
}
