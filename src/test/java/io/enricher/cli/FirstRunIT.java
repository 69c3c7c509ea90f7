package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.SchemaAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer does first, with the packaged program in a fresh folder. */
class FirstRunIT {

    private static final Path SAMPLE = Path.of("input", "roadmap-engineering-manager.csv");
    private static final String[] ENRICH = {"--job=enrich", "input=input/roadmap-engineering-manager.csv"};

    private static final String[] ESTIMATE = {"--job=estimate", ENRICH[1]};

    @TempDir
    Path folder;

    private Workplace workplace;
    private Path enriched;

    @BeforeEach
    void copySample() throws IOException {
        workplace = new Workplace(folder);
        Files.createDirectories(folder.resolve("input"));
        Files.copy(SAMPLE, folder.resolve(SAMPLE));
        enriched = folder.resolve("output/roadmap-engineering-manager.enriched.csv");
    }

    @Test
    void withoutAKeyItAnswersOfflineAndTheSecondTimeFromTheCache() throws Exception {
        CommandRun first = CommandRun.of(workplace.program(ENRICH));
        String asked = Files.readString(enriched);
        JsonNode firstSummary = summary();

        CommandRun second = CommandRun.of(workplace.program(ENRICH));

        assertThat(first.exitCode()).as(first.everything()).isZero();
        assertThat(first.err()).contains(workplace.stateDirectory() + " (new, empty cache)", "offline");
        assertThat(workplace.stateDirectory()).as("no trace file of H2's").isDirectoryNotContaining("glob:**.trace.db");
        assertThat(lastLine(first))
                .startsWith("rows=150 cached=0 enriched=150 ")
                .endsWith(" exit=0");
        assertSummary(firstSummary, 0, 150);
        assertThat(second.exitCode()).as(second.everything()).isZero();
        assertThat(lastLine(second))
                .startsWith("rows=150 cached=150 enriched=0 ")
                .contains(" calls=0 ");
        assertSummary(summary(), 150, 0);
        assertThat(summary().path("calls").path("total").asInt()).isZero();
        assertThat(Workplace.rows(enriched)).hasSize(150).allSatisfy(row -> assertThat(row)
                .containsEntry("enrichment_status", "ok")
                .containsEntry("enrichment_source", "cache")
                .containsEntry("enrichment_model", "offline-extractive"));
        // Byte for byte the same, but for where the answers are from.
        assertThat(enriched).content().isEqualTo(asked.replace(",model,offline", ",cache,offline"));
    }

    @ParameterizedTest
    @EnumSource
    void withAKeyAHundredAndFiftyRowsAreEightCallsAndEveryRowHasItsOwnAnswer(Wire wire) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = CommandRun.of(workplace.program(wire, simulator, ENRICH));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.err()).contains(wire.provider(), "key from " + wire.keyVariable());
            assertThat(lastLine(run))
                    .startsWith("rows=150 cached=0 enriched=150 ")
                    .contains(" calls=8 ");
            assertThat(simulator.ledger().calls()).hasSize(8).allSatisfy(call -> assertThat(call.format())
                    .isEqualTo(wire.provider()));
            assertSummary(summary(), 0, 150);
            assertThat(summary().path("provider").asString()).isEqualTo(wire.provider());
            assertThat(summary().path("calls").path("total").asInt()).isEqualTo(8);
            assertThat(summary().path("calls").path("batch").asInt()).isEqualTo(8);
            assertThat(Workplace.rows(enriched)).hasSize(150).allSatisfy(row -> assertThat(row.get("tldr"))
                    .isEqualTo(SchemaAnswers.expectedText(
                            "tldr",
                            SchemaAnswers.itemText(
                                    row.get("topic"), row.get("description"), row.get("level"), row.get("area")))));
        }
    }

    @Test
    void withAKeyAnEstimateAndARunOfCachedRowsLoadNoSdk() throws Exception {
        Path log = folder.resolve("classes.log");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            List<String> ofEstimate = classesLoaded(log, workplace.program(Wire.OPENAI, simulator, ESTIMATE));
            List<String> ofAsking = classesLoaded(log, workplace.program(Wire.OPENAI, simulator, ENRICH));
            int calls = simulator.ledger().calls().size();
            List<String> ofCached = classesLoaded(log, workplace.program(Wire.OPENAI, simulator, ENRICH));

            assertThat(ofAsking).as("the log of classes is on").anyMatch(FirstRunIT::isOfAnSdk);
            assertThat(ofEstimate).hasSizeGreaterThan(1_000).noneMatch(FirstRunIT::isOfAnSdk);
            assertThat(ofCached).hasSizeGreaterThan(1_000).noneMatch(FirstRunIT::isOfAnSdk);
            assertThat(simulator.ledger().calls()).hasSize(calls);
        }
    }

    private static List<String> classesLoaded(Path log, EnricherProcess.Builder program) throws Exception {
        CommandRun run =
                CommandRun.of(program.environment("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none"));
        assertThat(run.exitCode()).as(run.everything()).isZero();
        return Files.readAllLines(log);
    }

    private static boolean isOfAnSdk(String line) {
        return Stream.of("com.openai.", "com.google.genai.", "okhttp3.").anyMatch(line::startsWith);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void askingForHelpLeavesNothingBehind(String option) throws Exception {
        CommandRun run = CommandRun.of(workplace.program(option));

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("enricher");
        assertThat(workplace.stateDirectory()).doesNotExist();
        assertThat(folder.resolve("output")).doesNotExist();
    }

    private static String lastLine(CommandRun run) {
        List<String> lines = run.out().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private JsonNode summary() {
        return JsonMapper.shared().readTree(folder.resolve("output/roadmap-engineering-manager.summary.json"));
    }

    private static void assertSummary(JsonNode summary, int cached, int enriched) {
        assertThat(summary.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(summary.path("exitCode").asInt(-1)).isZero();
        assertThat(summary.path("rows").path("total").asInt()).isEqualTo(150);
        assertThat(summary.path("rows").path("cached").asInt()).isEqualTo(cached);
        assertThat(summary.path("rows").path("enriched").asInt()).isEqualTo(enriched);
        assertThat(summary.path("failures").isEmpty()).isTrue();
    }
}
