package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs about some rows of a file: {@code sample}, {@code rows}; {@code limit} is in {@link OptionsIT}. */
class SelectionsIT {

    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(ROWS));
    }

    @Test
    void aSampleIsTheSameRowsAtEachStartInTheInputsOrderAndNeverReplacesTheWholeOutput() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun first = workplace.enrich(Wire.OPENAI, simulator, "sample=50");

            assertThat(first.exitCode()).as(first.everything()).isZero();
            assertThat(first.out()).contains("rows=50 cached=0 enriched=50 ", " calls=3 ");
            List<String> drawn = topics();
            assertThat(drawn).hasSize(50).isSorted().doesNotHaveDuplicates();
            assertThat(drawn).as("from all over the file").anyMatch(topic -> topic.compareTo("Topic 250") > 0);
            assertThat(workplace.enriched()).doesNotExist();

            CommandRun again = workplace.enrich(Wire.OPENAI, simulator, "sample=50", "--enricher.concurrency=1");

            assertThat(again.out()).as(again.everything()).contains("rows=50 cached=50 enriched=0 ", " calls=0 ");
            assertThat(topics()).isEqualTo(drawn);

            CommandRun larger = workplace.enrich(Wire.OPENAI, simulator, "sample=70");

            assertThat(larger.out()).as(larger.everything()).contains("rows=70 cached=50 enriched=20 ", " calls=1 ");
        }
    }

    @Test
    void aSampleThatFailedIsContinuedWithTheSameRows() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
            CommandRun failed = workplace.enrich(Wire.OPENAI, simulator, "sample=50", "--enricher.concurrency=1");
            assertThat(failed.exitCode()).as(failed.everything()).isEqualTo(69);
            simulator.setRules();

            CommandRun next = workplace.enrich(Wire.OPENAI, simulator, "sample=50");

            assertThat(next.exitCode()).as(next.everything()).isZero();
            assertThat(next.err()).contains("Continuing the run");
            assertThat(next.out()).contains("rows=50 cached=0 enriched=50 ");
            assertThat(simulator.ledger().timesAnswered()).hasSize(50).allSatisfy((item, times) -> assertThat(times)
                    .isEqualTo(1));
        }
    }

    /** Every tenth record is broken. */
    @Test
    void aSampleIsOfRowsThatCanBeAsked() {
        StringBuilder text = new StringBuilder("topic,description\n");
        for (int n = 1; n <= 100; n++) {
            text.append(n % 10 == 0 ? "broken " + n + "\n" : "topic " + n + ",text\n");
        }
        workplace.write("topics.csv", text.toString());

        CommandRun run = offline("sample=89");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("rows=89 cached=0 enriched=89 ", " rejected=0 ");

        CommandRun more = offline("sample=500");

        assertThat(more.exitCode()).as(more.everything()).isZero();
        assertThat(more.out()).contains("rows=90 cached=89 enriched=1 ", " rejected=0 ");
    }

    @ParameterizedTest(name = "rows={0}: {1} from {2} to {3}")
    @CsvSource({
        "100-200, 101, Topic 100, Topic 200",
        "299-,      2, Topic 299, Topic 300",
        "7,         1, Topic 007, Topic 007",
        "290-900,  11, Topic 290, Topic 300",
    })
    void rowsAreTakenByTheirNumbersBothInclusive(String rows, int count, String first, String last) {
        CommandRun run = offline("rows=" + rows);

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("rows=" + count + " cached=0 enriched=" + count + " ");
        assertThat(topics()).hasSize(count).startsWith(first).endsWith(last);
        assertThat(workplace.enriched()).doesNotExist();

        CommandRun again = offline("rows=" + rows);

        assertThat(again.out()).as(again.everything()).contains("rows=" + count + " cached=" + count + " ");
        assertThat(topics()).hasSize(count).startsWith(first).endsWith(last);
    }

    @Test
    void rowsBehindTheEndAreNone() {
        CommandRun run = offline("rows=1000-2000");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("rows=0 ");
        assertThat(topics()).isEmpty();
    }

    @Test
    void rowsLeaveOutTheRejectedRecordsBeforeAndBehindThem() {
        workplace.write("topics.csv", "topic,description\nA\nB,two\nC\nD,four\nE\nF,six\n");

        CommandRun run = offline("rows=2-4");

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
        assertThat(run.out()).contains("rows=3 cached=0 enriched=2 ", " rejected=1 ");
        assertThat(topics()).containsExactly("B", "D");
        assertThat(Workplace.rows(folder.resolve("output/topics.sample.rejected.csv")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsValue("C"));
    }

    @Test
    void nothingIsReadBehindTheLastRow() throws Exception {
        Files.write(
                workplace.input(), new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFD, '\n'}, StandardOpenOption.APPEND);

        CommandRun part = offline("rows=2-3");
        CommandRun whole = offline("rows=2-");

        assertThat(part.exitCode()).as(part.everything()).isZero();
        assertThat(whole.exitCode()).as(whole.everything()).isEqualTo(65);
    }

    @Test
    void theEstimateIsThatOfTheSelection() {
        CommandRun run = offline("--job=estimate", "sample=30");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.err()).contains("30: 0 cached, 30 to ask");
    }

    @Test
    void twoSelectionsAreRefused() {
        CommandRun run = offline("limit=5", "rows=3-4");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.everything()).contains("limit and rows cannot be combined; give one");
        assertThat(workplace.stateDirectory()).doesNotExist();
    }

    private CommandRun offline(String... more) {
        String[] usual = {
            "input=" + workplace.input(),
            "output=" + folder.resolve("output") + "/",
            "provider=offline",
            "--enricher.state-dir=" + workplace.stateDirectory()
        };
        return CommandRun.here(
                Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray(String[]::new));
    }

    private List<String> topics() {
        return Workplace.rows(folder.resolve("output/topics.sample.enriched.csv")).stream()
                .map(row -> row.get("topic"))
                .toList();
    }
}
