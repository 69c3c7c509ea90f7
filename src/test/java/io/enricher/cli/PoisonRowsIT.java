package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row that spoils every prompt it is in: it alone fails, with the true reason, and its neighbours are answered. */
class PoisonRowsIT {

    private static final String POISON = "Topic 008";
    private static final List<Topic> TOPICS = Topic.many(40);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    /**
     * What a poison row costs. Row 8 goes from 20 rows to 10, 5 (rows 6 to 10), 3, 2 or 1 by halves: prompts with it of
     * 20, 10, 5, 3 and 1 rows where the third of a three is alone, and beside each of the smaller ones its other half.
     */
    static Stream<Arguments> poisons() {
        return Stream.of(
                        new Poison(Fault.BAD_REQUEST, "rejected_by_provider", 5, 0),
                        new Poison(Fault.UNPROCESSABLE, "rejected_by_provider", 5, 0),
                        new Poison(Fault.PROMPT_BLOCKED, "content_filter", 5, 0),
                        new Poison(Fault.CONTENT_FILTER, "content_filter", 5, 0),
                        // Its texts are too short to be cut.
                        new Poison(Fault.CONTEXT_LENGTH, "too_long_after_truncation", 5, 0),
                        // Each prompt with it is tried twice.
                        new Poison(Fault.SERVER_ERROR, "provider_error", 10, 10),
                        new Poison(Fault.RESET_IN_BODY, "provider_error", 10, 10),
                        // A batch that timed out is not sent again; alone it is tried twice.
                        new Poison(Fault.HANG, "provider_error", 6, 10))
                .flatMap(poison -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(wire, poison)));
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                        // The 19 others are kept; alone it is asked for twice, for models are not deterministic.
                        new Poison(Fault.WRONG_TYPE, "invalid_answer", 3, 0),
                        new Poison(Fault.BAD_ENUM, "invalid_answer", 3, 0),
                        new Poison(Fault.DUPLICATE_DIFFERENT, "invalid_answer", 3, 0),
                        new Poison(Fault.MISSING_ITEM, "missing_in_reply", 3, 0),
                        new Poison(Fault.WRONG_ID, "missing_in_reply", 3, 0))
                .flatMap(poison -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(wire, poison)));
    }

    /**
     * @param asked    how often the poison row is in a prompt
     * @param canaries how many questions at most find out whether the provider is alive
     */
    record Poison(Fault fault, String reason, int asked, int canaries) {}

    @ParameterizedTest
    @MethodSource("poisons")
    void aPromptThatAlwaysFailsIsNarrowedToTheRowThatIsToBlame(Wire wire, Poison poison) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing(POISON), poison.fault()));

            CommandRun run = enrich(wire, simulator, "--enricher.timeout=2s");

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).containsOnlyKeys(POISON);
            assertThat(workplace.failedRows().get(POISON)).startsWith(poison.reason());
            assertThat(callsWith(simulator, POISON)).hasSize(poison.asked());
            // The other 20 rows, and the other half of each of the four halvings.
            assertThat(callsWithout(simulator, POISON)).hasSize(1 + 4);
            assertThat(canaries(simulator)).hasSizeLessThanOrEqualTo(poison.canaries());
            assertAnsweredOnce(simulator);
        }
    }

    /**
     * Row 20 cuts each reply in the middle: of 20 rows 10 are left, then 5, then 3, each time with twice the output. 8
     * times the usual limit is more than the model takes: the 3 are asked with 4 times as much again, then 2, then 1.
     */
    @ParameterizedTest
    @EnumSource
    void whereTheModelTakesNoHigherOutputLimitOnlyTheRowThatIsAlwaysCutFails(Wire wire) {
        String poison = "Topic 020";
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(
                    Rule.of(When.outputLimitOver(16_384), Fault.OUTPUT_LIMIT),
                    Rule.of(When.containing(poison), Fault.CUT_AT_TOKEN));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).containsOnlyKeys(poison);
            assertThat(workplace.failedRows().get(poison)).startsWith("truncated_answer");
            assertThat(callsWith(simulator, poison)).extracting(Call::items).containsExactly(20, 10, 5, 3, 3, 2, 1);
            assertThat(callsWithout(simulator, poison)).hasSize(1);
            assertThat(simulator.ledger().ended("output_limit")).isEqualTo(1);
            assertAnsweredOnce(simulator);
        }
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void anAnswerThatIsAlwaysBadCostsOnlyItsOwnRow(Wire wire, Poison poison) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(
                    Rule.of(When.containing(POISON), Then.fault(poison.fault()).about(POISON)));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).containsOnlyKeys(POISON);
            assertThat(workplace.failedRows().get(POISON)).startsWith(poison.reason());
            assertThat(callsWith(simulator, POISON)).hasSize(poison.asked());
            assertThat(simulator.ledger().calls()).hasSize(1 + poison.asked());
            assertAnsweredOnce(simulator);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedRowFailsAloneAndIsNotAskedToReconsider(Wire wire) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing(POISON), Fault.REFUSAL));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).containsOnlyKeys(POISON);
            // Gemini has no word for a refusal: it looks like a reply without the answer, and one row is asked twice.
            assertThat(workplace.failedRows().get(POISON))
                    .startsWith(wire == Wire.OPENAI ? "refused" : "missing_in_reply");
            assertThat(callsWith(simulator, POISON)).hasSize(wire == Wire.OPENAI ? 5 : 6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsCutEvenForOneRowFailsThatRow(Wire wire) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing("Topic 020"), Fault.CUT_AT_TOKEN));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).containsOnlyKeys("Topic 020");
            assertThat(workplace.failedRows().get("Topic 020")).startsWith("truncated_answer");
            // The last row is in the half that is cut off: 20, 10, 5, 3, 2, 1 rows, each with twice the output limit
            // until eight times is reached. Nothing is sent again with the limit that was too low.
            assertThat(callsWith(simulator, "Topic 020"))
                    .extracting(Call::items)
                    .containsExactly(20, 10, 5, 3, 2, 1);
            assertAnsweredOnce(simulator);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowTooLongForTheModelIsAskedForWithItsLongestFieldCut(Wire wire) {
        Topic tooLong = new Topic("Topic 099", "word ".repeat(250) + "THE-END");
        List<Topic> topics = new ArrayList<>(TOPICS.subList(0, 20));
        topics.set(7, tooLong);
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing("THE-END"), Fault.CONTEXT_LENGTH));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            Map<String, String> row = workplace.rows().get(7);
            assertThat(row)
                    .containsEntry("enrichment_status", "ok")
                    .containsEntry("enrichment_note", "truncated")
                    .containsEntry("description", tooLong.description());
            String asked = callsWith(simulator, "Topic 099")
                    .get(callsWith(simulator, "Topic 099").size() - 1)
                    .itemTexts()
                    .get(0);
            assertThat(asked).contains("[... content truncated due to length ...]");
            assertThat(row.get("tldr")).isEqualTo(new Topic(asked, "").tldr());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsTooLongEvenWhenCutFails(Wire wire) {
        List<Topic> topics = List.of(new Topic("Topic 099", "word ".repeat(250)), TOPICS.get(0));
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing("Topic 099"), Fault.CONTEXT_LENGTH));

            CommandRun run = enrich(wire, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(workplace.failedRows().get("Topic 099")).startsWith("too_long_after_truncation");
            // With its neighbour, alone, and alone with its longest field cut.
            assertThat(callsWith(simulator, "Topic 099")).hasSize(3);
            assertThat(simulator.ledger().calls()).hasSize(4);
        }
    }

    private CommandRun enrich(Wire wire, ProviderSimulator simulator, String... more) {
        return workplace.enrich(
                wire,
                simulator,
                Stream.concat(Stream.of("--enricher.concurrency=1", "--enricher.max-attempts=2"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static List<Call> callsWith(ProviderSimulator simulator, String topic) {
        return simulator.ledger().calls().stream()
                .filter(call -> call.itemTexts().stream().anyMatch(text -> text.contains(topic)))
                .toList();
    }

    private static List<Call> callsWithout(ProviderSimulator simulator, String topic) {
        return simulator.ledger().calls().stream()
                .filter(call -> call.itemTexts().stream().noneMatch(text -> text.contains(topic)))
                .filter(call -> !isCanary(call))
                .toList();
    }

    private static List<Call> canaries(ProviderSimulator simulator) {
        return simulator.ledger().calls().stream()
                .filter(PoisonRowsIT::isCanary)
                .toList();
    }

    private static boolean isCanary(Call call) {
        return call.itemTexts().equals(List.of("ping"));
    }

    private static void assertAnsweredOnce(ProviderSimulator simulator) {
        simulator.ledger().timesAnswered().forEach((item, times) -> {
            if (!item.equals("ping")) {
                assertThat(times).as(item).isOne();
            }
        });
    }
}
