package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder or a pattern as input: one run, one summary, one last line, outputs of each file. */
class ManyFilesIT {

    private static final String POISON = "POISON";

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInputs() {
        workplace = new Workplace(folder);
        workplace.write("in/a.csv", rows("A", 12));
        workplace.write("in/b.jsonl", "{\"topic\":\"B1\",\"n\":1}\n{\"topic\":\"B2\",\"n\":2}\n");
        workplace.write("in/c.tsv", "TOPIC\tdescription\nC1\tone\nC2\ttwo\nC3\tthree\nA1\t\n");
        workplace.write("in/d.csv", "topic\n");
        workplace.write("in/readme.md", "not read");
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAllFilesShareCallsAndEachFileHasItsOutput(Wire wire) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(wire, simulator, "input=" + folder.resolve("in"));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.err()).contains("/in (4 files, 1 other left out)");
            assertThat(run.out().lines().filter(line -> line.startsWith("rows=")))
                    .singleElement()
                    .asString()
                    .startsWith("rows=18 cached=0 enriched=17 duplicates=1 ")
                    .contains(" calls=1 ", "exit=0");
            assertThat(simulator.ledger().calls()).hasSize(1);
        }
        assertThat(Workplace.rows(output("a.enriched.csv"))).hasSize(12).allSatisfy(row -> assertThat(row.get("tldr"))
                .contains(row.get("topic")));
        assertThat(read(output("b.enriched.jsonl")).lines()).hasSize(2).allSatisfy(line -> assertThat(
                        JsonMapper.shared().readTree(line).get("n").isNumber())
                .isTrue());
        assertThat(read(output("c.enriched.csv")))
                .startsWith("TOPIC\tdescription\ttldr\tchallenge\tenrichment_status")
                .contains("C3\tthree\t", "\tok\tduplicate\t");
        assertThat(read(output("d.enriched.csv")).lines()).hasSize(1);
        JsonNode summary = summary("in.summary.json");
        assertThat(summary.get("rows").get("total").asInt()).isEqualTo(18);
        assertThat(summary.get("input").asString())
                .isEqualTo(folder.resolve("in").toString());
        assertThat(summary.get("output").asString())
                .isEqualTo(folder.resolve("output").toString());
        assertThat(summary.get("files")).hasSize(4);
        assertThat(summary.get("files").get(2).get("output").asString())
                .isEqualTo(output("c.enriched.csv").toString());
        assertThat(summary.get("files").get(2).get("rows").get("duplicates").asInt())
                .isEqualTo(1);
        assertThat(folder.resolve("output").toFile().list())
                .containsExactlyInAnyOrder(
                        "a.enriched.csv",
                        "b.enriched.jsonl",
                        "c.enriched.csv",
                        "d.enriched.csv",
                        "in.report.html",
                        "in.summary.json");
    }

    @Test
    void rowsAreNumberedThroughAllFilesAndAPrefixHoldsForEach() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run =
                    enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"), "rows=12-14", "prefix=ai_");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).contains("rows=3 cached=0 enriched=3 ");
        }
        assertThat(Workplace.rows(output("a.sample.enriched.csv")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("topic", "A12").containsKey("ai_tldr"));
        assertThat(read(output("b.sample.enriched.jsonl")).lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("\"ai_tldr\":"));
        assertThat(read(output("c.sample.enriched.csv")).lines())
                .singleElement()
                .asString()
                .startsWith("TOPIC\tdescription\tai_tldr\tai_challenge\t");
    }

    @Test
    void aSampleIsDrawnFromAllFilesTogether() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"), "sample=17");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).contains("rows=17 ");
        }
    }

    @Test
    void theNextNightAsksOnlyForANewFileAndTakesTheRestFromTheCache() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"));
            CommandRun cached = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"));
            workplace.write("in/e.csv", rows("E", 3));

            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"));

            assertThat(cached.out()).contains("rows=18 cached=18 ", " calls=0 ");
            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).contains("rows=21 cached=18 enriched=3 ", " calls=1 ");
            assertThat(run.err()).contains("changed since the last run: input size and time 4 files");
        }
        assertThat(Workplace.rows(output("e.enriched.csv"))).hasSize(3);
    }

    @Test
    void failedAndRejectedRowsAreToldWithTheirFileAndTheirRowInIt() {
        workplace.write("in/b.jsonl", "{\"topic\":\"B1\"}\nno json\n{\"topic\":\"" + POISON + "\"}\n");
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().poison(POISON).start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in") + "/*");

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(run.out())
                    .contains(
                            "1 row invalid_answer\n    b.jsonl row 3 (line 3): ", "b.enriched.jsonl: 3 rows, 1 failed");
        }
        JsonNode failure = summary("in.summary.json").get("failures").get(0);
        assertThat(failure.get("file").asString())
                .isEqualTo(folder.resolve("in/b.jsonl").toString());
        assertThat(failure.get("row").asInt()).isEqualTo(3);
        assertThat(Workplace.rows(output("b.rejected.csv")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("record", "2").containsEntry("line", "2"));
        assertThat(output("a.rejected.csv")).doesNotExist();
    }

    @Test
    void aFileWithoutTheColumnIsNamedAndNothingIsAsked() {
        workplace.write("in/b.jsonl", "{\"title\":\"B1\"}\n");

        assertRefused(65, List.of("in/b.jsonl: no column \"topic\""), "input=" + folder.resolve("in"));
    }

    @Test
    void twoFilesOfOneNameAreRefusedBeforeAnyCall() {
        workplace.write("in/a.json", "[{\"topic\":\"other\"}]");

        assertRefused(2, List.of("in/a.csv", "in/a.json", "outputs of one name"), "input=" + folder.resolve("in"));
    }

    @Test
    void anOutputThatIsAFileIsRefused() {
        assertRefused(2, List.of("name a folder", "output=out/"), "input=" + folder.resolve("in"), "output=all.csv");
    }

    @Test
    void aColumnThatClashesFarBackInALaterFileIsFoundBeforeAnythingIsAsked() {
        StringBuilder far = new StringBuilder();
        for (int i = 1; i <= 1_200; i++) {
            far.append("{\"topic\":\"B").append(i).append("\"}\n");
        }
        workplace.write("in/b.jsonl", far + "{\"topic\":\"last\",\"tldr\":\"taken\"}\n");

        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"), "format=csv");

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(65);
            assertThat(run.out() + run.err()).contains("in/b.jsonl", "tldr", "prefix=");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void aLinkToNowhereIsNotPassedOver() throws IOException {
        Files.createSymbolicLink(folder.resolve("in/e.csv"), folder.resolve("not mounted/e.csv"));

        assertRefused(66, List.of("in/e.csv"), "input=" + folder.resolve("in"));
    }

    @Test
    void anInputIsNotWrittenOverByTheSummaryOfTheRun() {
        workplace.write("own/summary.summary.json", "[{\"topic\":\"a\"}]");

        assertRefused(
                2,
                List.of("would write over"),
                "input=" + folder.resolve("own") + "/*.summary.json",
                "output=" + folder.resolve("own") + "/");
    }

    @Test
    void aLimitCountsOverAllFiles() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"), "limit=13");

            assertThat(run.out()).as(run.everything()).contains("rows=13 ");
        }
        assertThat(Workplace.rows(output("a.sample.enriched.csv"))).hasSize(12);
        assertThat(read(output("b.sample.enriched.jsonl")).lines()).hasSize(1);
        assertThat(output("a.enriched.csv")).doesNotExist();
        assertThat(output("in.sample.summary.json")).exists();
    }

    @Test
    void anEstimateOfAPatternTellsItsFilesAndAsksNothing() {
        CommandRun run = CommandRun.here(
                "--job=estimate",
                "input=" + folder.resolve("in") + "/*.csv",
                "provider=offline",
                "--enricher.state-dir=" + workplace.stateDirectory());

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.err()).contains("/in/*.csv (2 files)", "12: 0 cached, 12 to ask");
    }

    /** Five calls; the third meets a dead provider, and the run fails. */
    @Test
    void aRunThatFailedInTheSecondFileGoesOnWhereItStood() {
        workplace.write("in/a.csv", rows("A", 30));
        workplace.write("in/c.tsv", rows("C", 30));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.event(3), Fault.UNAUTHORIZED)
                .start()) {
            String[] few = {"input=" + folder.resolve("in"), "batch-size=10", "--enricher.concurrency=1"};
            CommandRun failed = enrich(Wire.OPENAI, simulator, few);
            int asked = simulator.ledger().calls().size();

            CommandRun again = enrich(Wire.OPENAI, simulator, few);

            assertThat(failed.exitCode()).as(failed.everything()).isEqualTo(69);
            assertThat(failed.out()).contains("not written: ");
            assertThat(asked).isEqualTo(3);
            assertThat(again.exitCode()).as(again.everything()).isZero();
            assertThat(again.err()).contains("Continuing the run");
            assertThat(again.out()).contains("rows=62 cached=0 enriched=62 ");
            assertThat(simulator.ledger().calls()).hasSize(asked + 5);
        }
        assertThat(Workplace.rows(output("a.enriched.csv"))).hasSize(30);
        assertThat(read(output("c.enriched.csv")).lines()).hasSize(31);
    }

    @Test
    void aRunThatWritesOneOfTheFilesKeepsARunOverTheFolderOut() throws IOException {
        Path lock = workplace.write("output/.c.lock", "pid 1");

        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, "input=" + folder.resolve("in"));

            assertThat(held.isValid()).isTrue();
            assertThat(run.exitCode()).as(run.everything()).isEqualTo(75);
            assertThat(simulator.ledger().calls()).isEmpty();
        }
        assertThat(folder.resolve("output").toFile().list()).containsExactly(".c.lock");
    }

    private void assertRefused(int exit, List<String> messages, String... arguments) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = enrich(Wire.OPENAI, simulator, arguments);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(exit);
            assertThat(run.err()).contains(messages);
            assertThat(run.showsNoStackTrace()).isTrue();
            assertThat(simulator.ledger().calls()).isEmpty();
        }
        assertThat(folder.resolve("output")).doesNotExist();
    }

    private CommandRun enrich(Wire wire, ProviderSimulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        if (Arrays.stream(more).noneMatch(argument -> argument.startsWith("output="))) {
            arguments.add("output=" + folder.resolve("output") + "/");
        }
        arguments.add("--enricher.state-dir=" + workplace.stateDirectory());
        arguments.addAll(wire.settings(wire.baseUrl(simulator), folder.resolve("provider.key")));
        return CommandRun.here(arguments.toArray(String[]::new));
    }

    private Path output(String name) {
        return folder.resolve("output").resolve(name);
    }

    private JsonNode summary(String name) {
        return JsonMapper.shared().readTree(output(name));
    }

    private static String rows(String letter, int rows) {
        StringBuilder text = new StringBuilder("topic\n");
        for (int i = 1; i <= rows; i++) {
            text.append(letter).append(i).append('\n');
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
