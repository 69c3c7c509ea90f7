package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be asked for on the command line, and what comes of it. */
class OptionsIT {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(30));
    }

    @ParameterizedTest
    @EnumSource
    void seventyFiveCachedAndSeventyFiveNewRowsAreFourCalls(Wire wire) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.writeInput(Topic.many(75));
            workplace.enrich(wire, simulator);
            int before = simulator.ledger().calls().size();
            workplace.writeInput(Topic.many(150));

            CommandRun run = workplace.enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).contains("rows=150 cached=75 enriched=75", " calls=4 ");
            assertThat(simulator.ledger().calls()).hasSize(before + 4);
            workplace.assertEveryRowIsAnswered(Topic.many(150));
        }
    }

    @Test
    void aLimitTakesTheFirstRowsAndWritesASample() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "limit=5");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(Workplace.rows(folder.resolve("output/topics.sample.enriched.csv")))
                    .extracting(row -> row.get("topic"))
                    .containsExactly("Topic 001", "Topic 002", "Topic 003", "Topic 004", "Topic 005");
            assertThat(workplace.enriched()).doesNotExist();
        }
    }

    @Test
    void aLimitLeavesOutTheRejectedRecordsBehindIt() throws IOException {
        workplace.write("topics.csv", "topic,description\nA,one\nB\nC,three\nD\nE\nF,six\n");

        CommandRun run = CommandRun.here(
                "input=" + workplace.input(),
                "output=" + folder.resolve("output") + "/",
                "provider=offline",
                "limit=3",
                "--enricher.state-dir=" + workplace.stateDirectory());

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
        assertThat(run.out()).contains("rows=3 cached=0 enriched=2 ", " rejected=1 ");
        assertThat(Workplace.rows(folder.resolve("output/topics.sample.enriched.csv")))
                .extracting(row -> row.get("topic"))
                .containsExactly("A", "C");
        assertThat(Workplace.rows(folder.resolve("output/topics.sample.rejected.csv")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsValue("B"));
    }

    @Test
    void theProfileForAModelOnThisMachineHoldsBesideTheSettingsFile() throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.copy(Path.of("config/application.yml"), folder.resolve("config/application.yml"));
        String[] estimate = {"--job=estimate", "input=topics.csv", "provider=openai"};

        CommandRun usual = CommandRun.of(workplace.program(estimate).environment("OPENAI_API_KEY", "no-real-key"));
        CommandRun local = CommandRun.of(workplace
                .program(Stream.concat(Arrays.stream(estimate), Stream.of("--spring.profiles.active=local"))
                        .toArray(String[]::new))
                .environment("OPENAI_API_KEY", "no-real-key"));

        assertThat(usual.err()).as(usual.everything()).contains("config/application.yml", ", cap $10");
        assertThat(local.err()).as(local.everything()).contains("config/application.yml", ", no cap");
    }

    @Test
    void jsonOutputIsAnArrayOfTheRows() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "format=json");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            JsonNode rows = JsonMapper.shared().readTree(folder.resolve("output/topics.enriched.json"));
            assertThat(rows.size()).isEqualTo(30);
            assertThat(rows.get(29).path("tldr").asString())
                    .isEqualTo(Topic.range(30, 30).get(0).tldr());
        }
    }

    @Test
    void jsonLinesOutputIsOneObjectALine() throws IOException {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "format=jsonl");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            List<String> lines = Files.readAllLines(folder.resolve("output/topics.enriched.jsonl"));
            assertThat(lines).hasSize(30);
            JsonNode last = JsonMapper.shared().readTree(lines.get(29));
            assertThat(last.path("tldr").asString())
                    .isEqualTo(Topic.range(30, 30).get(0).tldr());
        }
    }

    @Test
    void aMappedColumnIsAskedForAndKeepsItsNameInTheOutput() {
        workplace.write("topics.csv", "Title;Text\nTopic A;one\n");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "map.topic=title", "map.description=Text");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(simulator.ledger().timesAsked()).containsOnlyKeys(new Topic("Topic A", "one").text());
            assertThat(workplace.enriched()).content().startsWith("Title;Text;tldr;challenge;enrichment_status");
        }
    }

    @Test
    void aPathThatLeadsNowhereIsRefusedOrToldAtTheEndOfALongFile() {
        String record = "{\"id\":1,\"meta\":{\"title\":\"a topic\"}}\n";
        Path few = workplace.write("few.jsonl", record.repeat(1_000));
        Path many = workplace.write("many.jsonl", record.repeat(1_001));

        CommandRun refused = offline(few, "map.topic=metta.title");
        CommandRun told = offline(many, "map.topic=metta.title");
        CommandRun inside = offline(few, "map.topic=meta.titel");

        assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(65);
        assertThat(refused.everything()).contains("no column \"metta.title\"", "did you mean \"meta.title\"?");
        assertThat(told.exitCode()).as(told.everything()).isNotZero();
        assertThat(told.err())
                .contains("None of the 1,001 rows has a value in \"metta.title\"", "field topic", "\"id\", \"meta\"");
        assertThat(inside.err())
                .as(inside.everything())
                .contains("None of the 1,000 rows has a value in \"meta.titel\"");
    }

    @Test
    void aColumnThatComesLateInALongFileIsTaken() {
        Path many = workplace.write(
                "many.jsonl", "{\"id\":1}\n".repeat(1_500) + "{\"id\":2,\"late\":{\"title\":\"a topic\"}}\n");

        CommandRun run = offline(many, "map.topic=late.title");

        assertThat(run.out()).as(run.everything()).contains("enriched=1 ", " failed=1500 ");
        assertThat(run.err()).doesNotContain("None of the");
    }

    private CommandRun offline(Path input, String mapping) {
        return CommandRun.here(
                "input=" + input,
                "output=" + folder.resolve("output") + "/",
                "provider=offline",
                mapping,
                "--enricher.state-dir=" + workplace.stateDirectory());
    }

    /** The output becomes the input of the next run, twice. */
    @Test
    void aPrefixMakesRoomForWhatTheInputHasAlready() throws IOException {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.enrich(Wire.OPENAI, simulator);
            Files.copy(workplace.enriched(), workplace.input(), StandardCopyOption.REPLACE_EXISTING);

            CommandRun clash = workplace.enrich(Wire.OPENAI, simulator);
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "prefix=ai_");

            assertThat(clash.exitCode()).as(clash.everything()).isEqualTo(65);
            assertThat(clash.everything()).contains("topics.csv already has the columns \"tldr\"", "prefix=ai_");
            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).as("the prefix is no part of the key").contains("rows=30 cached=30 ", " calls=0 ");
            assertThat(workplace.enriched())
                    .content()
                    .startsWith("topic,description,tldr,challenge,ai_tldr,ai_challenge,enrichment_status");
            assertThat(workplace.rows())
                    .allSatisfy(
                            row -> assertThat(row.get("ai_tldr")).isNotEmpty().isEqualTo(row.get("tldr")));
            Files.copy(workplace.enriched(), workplace.input(), StandardCopyOption.REPLACE_EXISTING);

            CommandRun again = workplace.enrich(Wire.OPENAI, simulator, "prefix=ai_");

            assertThat(again.exitCode()).as(again.everything()).isEqualTo(65);
            assertThat(again.everything()).contains("\"ai_tldr\", \"ai_challenge\"", "prefix=ai2_");
        }
    }

    @Test
    void theCacheTellsWhatItHoldsAndCanBeCleared() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.enrich(Wire.OPENAI, simulator);

            CommandRun before = cache("stats");
            CommandRun clear = cache("clear");
            CommandRun after = cache("stats");

            assertThat(before.out()).containsPattern("Entries: +30").containsPattern("Latest: +20\\d\\d-");
            assertThat(clear.exitCode()).as(clear.everything()).isZero();
            assertThat(after.out()).containsPattern("Entries: +0");
        }
    }

    @Test
    void postgreSqlServesByItsAddressAlone() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            String database = "--spring.datasource.url=" + EmbeddedPostgresServer.freshDatabase();
            CommandRun first = workplace.enrich(Wire.OPENAI, simulator, database);

            CommandRun second = workplace.enrich(Wire.OPENAI, simulator, database);

            assertThat(first.exitCode()).as(first.everything()).isZero();
            assertThat(second.exitCode()).as(second.everything()).isZero();
            assertThat(second.out()).contains("rows=30 cached=30 ", " calls=0 ");
            workplace.assertEveryRowIsAnswered(Topic.many(30));
            assertThat(simulator.ledger().calls()).hasSize(2);
            assertThat(Workplace.filesIn(workplace.stateDirectory())).isEmpty();
        }
    }

    private CommandRun cache(String action) {
        return CommandRun.here("--job=cache", action, "--enricher.state-dir=" + workplace.stateDirectory());
    }
}
