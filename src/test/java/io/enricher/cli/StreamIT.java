package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that are shown while the run asks. */
class StreamIT {

    private static final int ROWS = 200;
    private static final String POISON = "Topic 117";
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Workplace workplace;
    private Path stream;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(ROWS));
        stream = folder.resolve("output/topics.live.jsonl");
    }

    @Test
    void afterAKillEveryRowIsThereOnce() throws Exception {
        String[] command = {"input=topics.csv", "stream=output/topics.live.jsonl", "--enricher.concurrency=2"};
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().poison(POISON).start()) {
            AtomicReference<EnricherProcess> running = new AtomicReference<>();
            simulator.onArrival(6, () -> running.get().kill9());
            try (EnricherProcess process = workplace
                    .program(Wire.OPENAI, simulator, command)
                    .shortLived()
                    .start()) {
                running.set(process);
                assertThat(process.waitFor(LONG).exitCode()).isEqualTo(137);
            }
            assertThat(rows()).hasSizeBetween(40, ROWS - 1).allMatch(row -> row.has("answer"));
            Files.writeString(stream, "{\"row\":", StandardOpenOption.APPEND);

            CommandRun next = CommandRun.of(
                    workplace.program(Wire.OPENAI, simulator, command).shortLived());

            assertThat(next.exitCode()).as(next.everything()).isEqualTo(3);
        }
        List<JsonNode> rows = rows();
        assertThat(rows.stream().map(row -> row.path("row").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(rows)
                .allSatisfy(row -> assertThat(isRight(row)).as(row.toString()).isTrue());
    }

    @Test
    void aFileThatTheRunReadsOrWritesOrThatIsNoStreamIsRefused() throws IOException {
        Path occupied = workplace.write("occupied", "a file, not a folder");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(
                    Wire.OPENAI, simulator, "limit=3", "stream=" + folder.resolve("elsewhere/../few.live.jsonl"));
            CommandRun refused = workplace.enrich(Wire.OPENAI, simulator, "stream=" + occupied);
            CommandRun itsInput = workplace.enrich(Wire.OPENAI, simulator, "stream=" + workplace.input());
            CommandRun itsOutput = workplace.enrich(
                    Wire.OPENAI, simulator, "format=jsonl", "stream=" + folder.resolve("output/topics.enriched.jsonl"));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(Files.readAllLines(folder.resolve("few.live.jsonl"))).hasSize(3);
            assertThat(List.of(refused, itsInput, itsOutput)).allSatisfy(each -> {
                assertThat(each.exitCode()).as(each.everything()).isEqualTo(2);
                assertThat(each.err()).contains("stream=", "rows.live.jsonl");
            });
        }
    }

    @Test
    void aPlaceBehindALinkToTheOutputIsThatOfTheOutput() throws IOException {
        Files.createDirectories(folder.resolve("output"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("output"));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun refused = workplace.enrich(
                    Wire.OPENAI, simulator, "format=jsonl", "stream=" + link.resolve("topics.enriched.jsonl"));

            assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(2);
            assertThat(refused.err()).contains("a file that the run itself reads or writes");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidToBeTheStreams() throws IOException {
        Path occupied = workplace.write("occupied", "a file, not a folder");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun failed =
                    workplace.enrich(Wire.OPENAI, simulator, "stream=" + occupied.resolve("rows.live.jsonl"));

            assertThat(failed.exitCode()).as(failed.everything()).isEqualTo(73);
            assertThat(failed.err()).contains("rows.live.jsonl.lock", "choose another place with stream=");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    private List<JsonNode> rows() throws IOException {
        return Files.readAllLines(stream).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    /** The answer is that of the row, and the poisoned row says why it has none. */
    private static boolean isRight(JsonNode row) {
        Topic topic = Topic.many(ROWS).get(row.path("row").asInt() - 1);
        boolean isItsOwn = row.path("fields").path("topic").asString().equals(topic.topic());
        return isItsOwn
                && (topic.topic().equals(POISON)
                        ? row.path("reason").asString().equals("invalid_answer")
                        : row.path("answer").path("tldr").asString().equals(topic.tldr()));
    }
}
