package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting again: after a success, a failure, a change of mind. */
class RestartIT {

    private static final List<Topic> TOPICS = Topic.many(60);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    @Test
    void anOutputThatCannotBeReplacedIsPublishedByTheNextStartWithoutACall() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.onArrival(1, () -> workplace.write("output/topics.enriched.csv/in-the-way", "x"));

            CommandRun blocked = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(blocked.exitCode()).as(blocked.everything()).isEqualTo(73);
            assertThat(blocked.showsNoStackTrace()).as(blocked.err()).isTrue();
            assertThat(blocked.out()).contains("topics.enriched.csv", "only this last step is left");
            int calls = simulator.ledger().calls().size();
            remove(workplace.enriched().resolve("in-the-way"), workplace.enriched());
            CommandRun next = workplace.enrich(Wire.OPENAI, simulator);
            assertThat(next.exitCode()).as(next.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().calls()).hasSize(calls);
        }
    }

    @Test
    void aRunOverItsFailureLimitEndsAndTheNextStartAsksItsFailedRowsOnceMore() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(
                    When.containing("Topic 01"), Then.fault(Fault.WRONG_TYPE).about("Topic 01")));

            CommandRun failed = workplace.enrich(Wire.OPENAI, simulator, "--enricher.failure-limit=5");

            assertThat(failed.exitCode()).as(failed.everything()).isEqualTo(1);
            assertThat(failed.showsNoStackTrace()).as(failed.err()).isTrue();
            assertThat(failed.out()).contains("over the failure limit");
            assertThat(workplace.enriched()).doesNotExist();
            simulator.setRules();
            CommandRun next = workplace.enrich(Wire.OPENAI, simulator, "--enricher.failure-limit=5");
            assertThat(next.exitCode()).as(next.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        }
    }

    @Test
    void rowsThatFailedAFinishedRunAreAskedAgainByTheNextAndNoOthers() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(
                    When.containing("Topic 007"), Then.fault(Fault.MISSING_ITEM).about("Topic 007")));
            CommandRun finished = workplace.enrich(Wire.OPENAI, simulator);
            assertThat(finished.exitCode()).as(finished.everything()).isEqualTo(3);
            int calls = simulator.ledger().calls().size();
            simulator.setRules();

            CommandRun next = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(next.exitCode()).as(next.everything()).isZero();
            assertThat(next.out()).contains("rows=60 cached=59 enriched=1");
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().calls()).hasSize(calls + 1);
        }
    }

    @Test
    void rowsThatFailEveryNightDoNotKeepTheOutputFromBeingWritten() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(
                    Rule.of(When.containing("Topic 007"), Fault.CONTENT_FILTER),
                    Rule.of(When.containing("Topic 042"), Fault.CONTENT_FILTER));
            CommandRun firstNight = workplace.enrich(Wire.OPENAI, simulator);
            assertThat(firstNight.exitCode()).as(firstNight.everything()).isEqualTo(3);
            remove(workplace.enriched());

            CommandRun secondNight = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(secondNight.exitCode()).as(secondNight.everything()).isEqualTo(3);
            assertThat(secondNight.out()).contains("rows=60 cached=58 enriched=0 duplicates=0 defaulted=0 failed=2");
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertThat(workplace.failedRows()).hasSize(2);
        }
    }

    @Test
    void anotherModelIsANewRunThatSaysWhatChanged() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.enrich(Wire.OPENAI, simulator, "model=gpt-4o-mini");

            CommandRun other = workplace.enrich(Wire.OPENAI, simulator, "model=gpt-5-nano");

            assertThat(other.exitCode()).as(other.everything()).isZero();
            assertThat(other.err()).contains("60 rows asked again: model gpt-4o-mini -> gpt-5-nano");
            assertThat(other.out()).contains("cached=0 enriched=60");
            assertThat(workplace.rows())
                    .allSatisfy(row -> assertThat(row).containsEntry("enrichment_model", "gpt-5-nano"));
        }
    }

    @Test
    void aChangedPromptSaysHowManyRowsItHasAskedAgain() throws IOException {
        String recipe =
                """
                name: shout
                fields: {topic: {required: true}}
                instruction: %s
                output-tokens-per-item: 20
                answer: {type: object, properties: {loud: {type: string}}}
                """;
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            String shout = "recipe=" + workplace.write("shout.yml", recipe.formatted("Say it loud."));
            workplace.enrich(Wire.OPENAI, simulator, shout);
            workplace.write("shout.yml", "# a comment\n" + recipe.formatted("Say it loud."));
            CommandRun commented = workplace.enrich(Wire.OPENAI, simulator, shout);
            workplace.write("shout.yml", recipe.formatted("Say it louder."));

            CommandRun changed = workplace.enrich(Wire.OPENAI, simulator, shout);

            assertThat(commented.out()).as(commented.everything()).contains("cached=60 ", " calls=0 ");
            assertThat(commented.err()).doesNotContain("asked again");
            assertThat(changed.err())
                    .contains("60 rows asked again: recipe text (its instruction, labels, fields or answer)")
                    .doesNotContain("changed since the last run");
            assertThat(changed.out()).contains("cached=0 enriched=60 ");
        }
    }

    @Test
    void equalRowsAreAskedOnce() {
        List<Topic> topics = new ArrayList<>(TOPICS);
        topics.addAll(TOPICS.subList(0, 30));
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.GEMINI, simulator);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).contains("rows=90 cached=0 enriched=60 duplicates=30");
            workplace.assertEveryRowIsAnswered(topics);
            assertThat(workplace.rows().get(75)).containsEntry("enrichment_source", "duplicate");
            assertThat(simulator.ledger().calls()).hasSize(3);
        }
    }

    @Test
    void aCostCapThatThePlanCannotHoldStopsTheRunBeforeTheFirstCallAndNamesOneThatWouldDo() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.write(
                    "prices.yml",
                    "prices:\n  - { model: dear, from: 2026-01-01, input: 900, cached-input: 900, output: 900 }\n");

            CommandRun capped = workplace.enrich(
                    Wire.OPENAI,
                    simulator,
                    "model=dear",
                    "--enricher.max-cost=0.50",
                    "--enricher.pricing=" + folder.resolve("prices.yml"));

            assertThat(capped.exitCode()).as(capped.everything()).isEqualTo(75);
            assertThat(capped.showsNoStackTrace()).as(capped.err()).isTrue();
            assertThat(capped.out()).containsPattern("--enricher\\.max-cost=\\d+\\.\\d\\d would do");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void aCapWithAnUnknownPriceIsRefusedWithTheThreeWaysOut() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun refused = workplace.enrich(Wire.OPENAI, simulator, "model=nobody-knows-me");

            assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(78);
            assertThat(refused.out()).contains("nobody-knows-me", "enricher.pricing=0", "enricher.max-cost=none");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void recordsThatCannotBeParsedAreRejectedWithTheirLineAndTheRunGoesOn() throws IOException {
        workplace.write("topics.csv", "topic,description\nTopic A,one\nTopic B,two,three\nTopic C,four\n");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(run.out()).contains("rows=3 cached=0 enriched=2 duplicates=0 defaulted=0 failed=0 rejected=1");
            assertThat(workplace.rows()).extracting(row -> row.get("topic")).containsExactly("Topic A", "Topic C");
            assertThat(folder.resolve("output/topics.rejected.csv"))
                    .content()
                    .isEqualTo("record,line,reason,text\n2,3,\"expected 2 fields, found 3\",\"Topic B,two,three\"\n");
        }
    }

    @Test
    void rowsWithoutTheRequiredFieldStayInTheOutputAndAreNotSent() {
        workplace.write("topics.csv", "topic,description\nTopic A,one\n,nothing to ask about\n");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            Map<String, String> row = workplace.rows().get(1);
            assertThat(row).containsEntry("enrichment_status", "failed");
            assertThat(row.get("enrichment_error")).startsWith("missing_field");
            assertThat(simulator.ledger().timesAsked()).hasSize(1);
        }
    }

    @Test
    void anEstimateTellsThePlanAndAsksNobody() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun estimate = workplace.enrich(Wire.OPENAI, simulator, "--job=estimate");

            assertThat(estimate.exitCode()).as(estimate.everything()).isZero();
            assertThat(estimate.err()).contains("3 calls of up to 20 rows");
            assertThat(simulator.ledger().calls()).isEmpty();
            assertThat(workplace.enriched()).doesNotExist();
        }
    }

    private static void remove(Path... paths) {
        try {
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
