package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.SchemaAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does first, with the packaged program in a fresh folder. */
class FirstRunIT {

    private static final Path SAMPLE = Path.of("input", "roadmap-engineering-manager.csv");
    private static final String[] ENRICH = {"--job=enrich", "input=input/roadmap-engineering-manager.csv"};

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
        List<Map<String, String>> asked = Workplace.rows(enriched);

        CommandRun second = CommandRun.of(workplace.program(ENRICH));

        assertThat(first.exitCode()).as(first.everything()).isZero();
        assertThat(first.err()).contains(workplace.stateDirectory() + " (new, empty cache)", "offline");
        assertThat(lastLine(first))
                .startsWith("rows=150 cached=0 enriched=150 ")
                .endsWith(" exit=0");
        assertThat(asked).hasSize(150).allSatisfy(row -> assertThat(row)
                .containsEntry("enrichment_status", "ok")
                .containsEntry("enrichment_model", "offline-extractive"));
        assertThat(second.exitCode()).as(second.everything()).isZero();
        assertThat(lastLine(second))
                .startsWith("rows=150 cached=150 enriched=0 ")
                .contains(" calls=0 ");
        List<Map<String, String>> cached = Workplace.rows(enriched);
        assertThat(cached).allSatisfy(row -> assertThat(row).containsEntry("enrichment_source", "cache"));
        assertThat(withoutSource(cached)).isEqualTo(withoutSource(asked));
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
            assertThat(Workplace.rows(enriched)).hasSize(150).allSatisfy(row -> assertThat(row.get("tldr"))
                    .isEqualTo(SchemaAnswers.expectedText(
                            "tldr",
                            SchemaAnswers.itemText(
                                    row.get("topic"), row.get("description"), row.get("level"), row.get("area")))));
        }
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

    private static List<Map<String, String>> withoutSource(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, String> rest = new LinkedHashMap<>(row);
                    rest.remove("enrichment_source");
                    return rest;
                })
                .toList();
    }
}
