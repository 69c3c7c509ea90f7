package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model server on this machine, slow and without a key, by the profile {@code local}. */
class LocalModelIT {

    private static final String LOCAL = "--spring.profiles.active=local";
    private static final List<Topic> TOPICS = Topic.many(40);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    @Test
    void theCommandOfTheReadmeAsksOneCallAfterTheOtherWithoutKeyPriceOrCap() throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().recordBodies().start()) {
            CommandRun run = CommandRun.of(workplace
                    .program(LOCAL, "--job=enrich", "input=topics.csv", "model=llama3.2", "batch-size=5")
                    .environment("OPENAI_BASE_URL", simulator.openAiBaseUrl()));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().calls()).hasSize(8).allMatch(call -> call.items() == 5);
            assertThat(simulator.ledger().maxInFlight()).isOne();
            assertThat(run.err()).contains("openai llama3.2 (no key, base-url set)", ", no cap");
            assertThat(run.out()).contains("cost_usd=unknown exit=0");
            assertThat(workplace.summary().at("/cost/actualUsd").isNull()).isTrue();
            assertAskedInWordsThatAnyServerKnows(simulator);
        }
    }

    @Test
    void aBatchThatTakesTooLongIsHalvedAndNeverSentAgain() {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.itemsAtLeast(6), Fault.HANG)
                .start()) {
            CommandRun run = workplace.enrich(Wire.OPENAI, simulator, LOCAL, "model=llama3.2", "--enricher.timeout=1s");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            List<Call> prompts = promptsOf(simulator);
            assertThat(prompts.stream().map(Call::itemTexts))
                    .as("prompts, each sent once")
                    .doesNotHaveDuplicates();
            assertThat(prompts.stream().collect(Collectors.groupingBy(Call::items, Collectors.counting())))
                    .containsOnlyKeys(20, 10, 5);
            assertThat(askedOfFive(prompts)).as("in the order of the input").isEqualTo(texts());
        }
    }

    @Test
    void aRowAloneThatTakesTooLongHasItsAttempts() {
        String slow = "Topic 013";
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.containing(slow).and(When.itemsAtLeast(2)), Fault.HANG)
                .rule(When.containing(slow).and(When.firstAttempts(2)), Fault.HANG)
                .start()) {
            CommandRun run = workplace.enrich(
                    Wire.OPENAI,
                    simulator,
                    LOCAL,
                    "model=llama3.2",
                    "batch-size=4",
                    "--enricher.timeout=1s",
                    "--enricher.max-attempts=3");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(promptsOf(simulator).stream()
                            .filter(call -> call.itemTexts().stream().anyMatch(text -> text.contains(slow)))
                            .map(Call::items))
                    .as("sizes of the prompts that hold the row")
                    .containsExactly(4, 2, 1, 1, 1);
        }
    }

    private static void assertAskedInWordsThatAnyServerKnows(ProviderSimulator simulator) {
        for (Call call : simulator.ledger().calls()) {
            JsonNode body = JsonMapper.shared().readTree(call.body().orElseThrow());
            assertThat(body.propertyNames())
                    .containsExactlyInAnyOrder("model", "messages", "max_tokens", "response_format", "temperature");
        }
    }

    /** Without the questions whether the server is alive. */
    private static List<Call> promptsOf(ProviderSimulator simulator) {
        return simulator.ledger().calls().stream()
                .filter(call -> !call.itemTexts().equals(List.of("ping")))
                .toList();
    }

    private static List<String> askedOfFive(List<Call> prompts) {
        return prompts.stream()
                .filter(call -> call.items() == 5)
                .flatMap(call -> call.itemTexts().stream())
                .toList();
    }

    private static List<String> texts() {
        return TOPICS.stream().map(Topic::text).toList();
    }
}
