package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** How many rows a prompt holds: what was asked for, or what the model can cope with. */
class BatchSizesIT {

    private static final When OF_MORE_THAN_EIGHT = When.itemsAtLeast(9);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void makeWorkplace() {
        workplace = new Workplace(folder);
    }

    @ParameterizedTest
    @EnumSource
    void whereRepliesAreCutPromptsShrinkAndTheNextRunBeginsWithThatSize(Wire wire) throws Exception {
        List<Topic> topics = Topic.many(300);
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(OF_MORE_THAN_EIGHT, Fault.CUT_AT_TOKEN)
                .start()) {
            CommandRun run = workplace.enrich(wire, simulator, "--enricher.concurrency=2");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(topics);
            assertThat(large(simulator.ledger().calls()))
                    .as("300 rows in prompts of 20 would be 15 prompts and their rests")
                    .isLessThan(12);
            assertThat(run.out()).containsPattern("Batch sizes: +up to .*shrunk .*replies cut at the output limit");
            JsonNode sizes = workplace.summary().path("batchSizes");
            assertThat(sizes.path("sizes").get(0).path("rows").asInt()).isEqualTo(20);
            assertThat(sizes.path("sizes").get(0).path("incomplete").asInt()).isBetween(2, 4);
            assertThat(sizes.path("shrunk").path("cut").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(sizes.path("shrunk").size()).isEqualTo(1);
            assertThat(rowsOf("select items from learned_size"))
                    .singleElement()
                    .satisfies(kept -> assertThat(Integer.parseInt(kept)).isBetween(4, 9));

            int before = simulator.ledger().calls().size();
            workplace.writeInput(Topic.range(301, 340));
            CommandRun next = workplace.enrich(wire, simulator);

            assertThat(next.exitCode()).as(next.everything()).isZero();
            assertThat(simulator.ledger().calls().subList(before, before + 4)).allMatch(call -> call.items() <= 9);
            assertThat(next.err()).contains("of up to ").doesNotContain("of up to 20 rows");
        }
    }

    @Test
    void aRestartGoesOnWithTheSizeAndTellsOfBothAndEachRowKnowsItsCall() throws Exception {
        workplace.writeInput(Topic.many(300));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(
                    Rule.of(arrival -> arrival.event() > 12, Fault.UNAUTHORIZED),
                    Rule.of(OF_MORE_THAN_EIGHT, Fault.CUT_AT_TOKEN));
            CommandRun first = workplace.enrich(Wire.OPENAI, simulator, "--enricher.concurrency=1");

            assertThat(first.exitCode()).as(first.everything()).isEqualTo(69);
            long decided = Long.parseLong(rowsOf(
                            "select (select count(*) from work_done) + (select count(*) from work_item where state = 'FAILED')")
                    .get(0));
            assertThat(decided).isPositive();
            assertThat(rowsOf("select (select count(call_id) from work_done) + (select count(call_id) from work_item)"))
                    .containsExactly(Long.toString(decided));
            assertThat(rowsOf("select sum(answered) from model_call")).containsExactly(Long.toString(decided));
            assertThat(rowsOf("select count(*) from model_call where status = 'ok' and answered is null"))
                    .containsExactly("0");
            int before = simulator.ledger().calls().size();

            simulator.setRules(Rule.of(OF_MORE_THAN_EIGHT, Fault.CUT_AT_TOKEN));
            CommandRun second = workplace.enrich(Wire.OPENAI, simulator, "--enricher.concurrency=1");

            assertThat(second.exitCode()).as(second.everything()).isZero();
            workplace.assertEveryRowIsAnswered(Topic.many(300));
            assertThat(simulator.ledger().calls().get(before).items()).isLessThanOrEqualTo(10);
            JsonNode sizes = workplace.summary().path("batchSizes");
            assertThat(sizes.path("sizes").get(0).path("rows").asInt()).isEqualTo(20);
            assertThat(sizes.path("sizes").size()).isGreaterThan(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "15, 4", "50, 2", "auto, 3"})
    void withoutFaultsThereAreAsManyCallsAsPromptsAndNothingIsToldOfSizes(String size, int calls) {
        workplace.writeInput(Topic.many(60));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "batch-size=" + size);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(Topic.many(60));
            assertThat(simulator.ledger().calls()).hasSize(calls);
            assertThat(run.out()).contains(" calls=" + calls + " ").doesNotContain("Batch sizes");
            assertThat(workplace.summary().has("batchSizes")).isFalse();
            assertThat(workplace.stateDirectory().resolve("replies")).doesNotExist();
        }
    }

    @Test
    void aFixedSizeStaysWhateverComesBack() throws SQLException {
        workplace.writeInput(Topic.many(120));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.itemsAtLeast(15), Fault.CUT_AT_TOKEN)
                .start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "batch-size=15", "--enricher.concurrency=1");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            // 8 prompts of 15 rows, and one for the 8 rows that each leaves open.
            assertThat(simulator.ledger().calls()).hasSize(16);
            assertThat(workplace.summary().has("batchSizes")).isFalse();
            assertThat(rowsOf("select count(*) from learned_size")).containsExactly("0");
        }
    }

    @Test
    void oneRowACallKeepsAllThreadsBusy() {
        workplace.writeInput(Topic.many(40));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .latency(Latency.of(Duration.ofMillis(150), Duration.ZERO))
                .start()) {
            CommandRun run =
                    workplace.enrich(Wire.OPENAI, simulator, "--enricher.batch-size=1", "--enricher.concurrency=8");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(simulator.ledger().calls()).hasSize(40).allMatch(call -> call.items() == 1);
            assertThat(simulator.ledger().maxInFlight()).isEqualTo(8);
        }
    }

    @Test
    void repliesThatCouldNotBeUsedAreKeptInTheStateDirectoryAndNowhereElse() throws Exception {
        workplace.writeInput(Topic.many(60));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(
                    Rule.of(When.event(1), Fault.MALFORMED_JSON), Rule.of(When.event(2), Fault.MISSING_ITEM));
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, "-v", "--enricher.concurrency=1");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            List<String> spoiled = rowsOf("select call_id || '.txt' from model_call where answered < items");
            List<Path> kept = Workplace.filesIn(workplace.stateDirectory().resolve("replies"));
            assertThat(kept)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(spoiled);
            assertThat(spoiled).hasSize(2);
            for (Path file : kept) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(kept).anySatisfy(file -> assertThat(text(file)).contains("\"tldr\""));
            assertThat(run.out() + run.err())
                    .doesNotContain(Topic.many(1).get(0).tldr(), "\"tldr\"");
        }
    }

    private static long large(List<Call> calls) {
        return calls.stream().filter(call -> call.items() > 8).count();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private List<String> rowsOf(String sql) throws SQLException {
        Path database = workplace.stateDirectory().resolve("enricher").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
