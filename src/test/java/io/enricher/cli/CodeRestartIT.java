package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program over a source tree, killed or stopped while it splits, embeds and asks, and started again. */
@Timeout(120)
class CodeRestartIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int FILES = 15;
    private static final int SPANS = FILES * 20;
    private static final int THREADS = 2;
    private static final int BATCH = 20;

    @TempDir
    private Path folder;

    private CodePlace place;
    private Shop shop;

    @BeforeEach
    void writeATree() throws IOException {
        Files.createDirectory(temporary());
        place = new CodePlace(folder);
        shop = new Shop(folder.resolve("shop"));
        for (int file = 1; file <= FILES; file++) {
            // Each file has texts of its own: equal ones would be asked once.
            shop.write(
                    "part%02d.py".formatted(file), Shop.helpers(20).replace("helper_", "helper_%d_".formatted(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void killedAtAnyCallOnlyWhatWasInFlightIsPaidTwice(long seed) throws Exception {
        int call = 3 + new Random(seed).nextInt(FILES - 5);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, "code-doc-brief")) {
                simulator.onArrival(call, process::kill9);
                assertThat(process.waitFor(LONG).exitCode()).isEqualTo(137);
            }
            simulator.awaitInFlight(0, LONG);

            CommandRun next = finish(simulator, "code-doc-brief");

            assertComplete(next, simulator);
        }
    }

    @Test
    void aTreeThatChangesAfterTheKillIsReadAsItIsNow() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, "code-doc-brief")) {
                simulator.onArrival(10, process::kill9);
                assertThat(process.waitFor(LONG).exitCode()).isEqualTo(137);
            }
            simulator.awaitInFlight(0, LONG);
            shop.replace("part07.py", "value + 3", "value + 33");

            CommandRun next = finish(simulator, "code-doc-brief");

            assertComplete(next, simulator);
            assertThat(CodePlace.texts(place.spans("shop.code-doc-brief"), "text"))
                    .anyMatch(text -> text.contains("value + 33"));
        }
    }

    @Test
    void killedWhileItSplitsTheNextStartBeginsAgain() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, "code-doc-brief")) {
                awaitChunks(process, "glob:**.part");
                process.kill9();
            }

            CommandRun next = finish(simulator, "code-doc-brief");

            assertComplete(next, simulator);
            try (Stream<Path> chunks = Files.list(place.stateDirectory().resolve("chunks"))) {
                assertThat(chunks).isEmpty();
            }
        }
    }

    @Test
    void stoppedWhileItSplitsItEndsSoonAndTheNextStartIsWhole() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, "code-doc-brief")) {
                awaitChunks(process, "glob:**.part");

                process.terminate();
                EnricherProcess.Finished stopped = process.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertThat(stopped.stderr()).doesNotContain("\tat ");
            }
            assertComplete(finish(simulator, "code-doc-brief"), simulator);
        }
    }

    @Test
    void stoppedAndKilledWhileItEmbedsTheNextStartIsWhole() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, "code-doc")) {
                awaitEmbedding(process);

                process.terminate();
                EnricherProcess.Finished stopped = process.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertThat(stopped.stderr()).doesNotContain("\tat ");
                assertThat(simulator.ledger().calls()).isEmpty();
            }
            Files.move(temporary(), folder.resolve("left-over"));
            Files.createDirectory(temporary());
            try (EnricherProcess process = start(simulator, "code-doc")) {
                awaitEmbedding(process);
                process.kill9();
            }

            CommandRun next = finish(simulator, "code-doc");

            assertThat(next.exitCode()).as(next.everything()).isZero();
            assertThat(place.spans("shop")).hasSize(SPANS).allSatisfy(span -> assertThat(
                            span.path("enrichment_status").asString())
                    .isEqualTo("ok"));
            assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        }
    }

    private EnricherProcess start(ProviderSimulator simulator, String recipe) {
        return place.program("input=" + shop.folder(), "recipe=" + recipe, "--enricher.concurrency=" + THREADS)
                .environment("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary())
                .environment(Wire.OPENAI.keyVariable(), "no-real-key-0123456789")
                .environment(Wire.OPENAI.baseUrlVariable(), Wire.OPENAI.baseUrl(simulator))
                .maxHeap("512m")
                .start();
    }

    private CommandRun finish(ProviderSimulator simulator, String recipe) throws InterruptedException {
        try (EnricherProcess process = start(simulator, recipe)) {
            return CommandRun.endOf(process);
        }
    }

    private void assertComplete(CommandRun run, ProviderSimulator simulator) {
        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(CodePlace.places(place.spans("shop.code-doc-brief")))
                .hasSize(SPANS)
                .doesNotHaveDuplicates();
        assertThat(place.spans("shop.code-doc-brief"))
                .allSatisfy(span ->
                        assertThat(span.path("enrichment_status").asString()).isEqualTo("ok"));
        // A call that was in flight when the process died is the most that is paid twice, for each thread.
        long twice = simulator.ledger().timesAnswered().values().stream()
                .filter(times -> times > 1)
                .count();
        assertThat(twice).isLessThanOrEqualTo((long) THREADS * BATCH);
    }

    private void awaitChunks(EnricherProcess process, String glob) throws InterruptedException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(glob);
        Path chunks = place.stateDirectory().resolve("chunks");
        process.await(glob + " in " + chunks, () -> holds(chunks, matcher), LONG);
    }

    /** The runtime of the embedding model has been unpacked: vectors are being made from now on. */
    private void awaitEmbedding(EnricherProcess process) throws InterruptedException {
        process.await(
                "unpacked runtime",
                () -> holds(temporary(), path -> path.getFileName().toString().startsWith("onnxruntime")),
                LONG);
    }

    private Path temporary() {
        return folder.resolve("temporary");
    }

    private static boolean holds(Path where, PathMatcher matcher) {
        try (Stream<Path> files = Files.list(where)) {
            return files.anyMatch(matcher::matches);
        } catch (IOException notYet) {
            return false;
        }
    }
}
