package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all prompts of a recipe have in common can be held in the provider's prompt cache, and is billed as told. */
class PromptCacheIT {

    private static final List<Topic> TOPICS = Topic.many(50);

    private static final String PRICES =
            """
            prices:
              - { model: cached-model, from: 2020-01-01, input: 1, cached-input: 0.1, output: 2 }
            """;

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void createWorkplace() {
        workplace = new Workplace(folder);
    }

    @ParameterizedTest
    @EnumSource
    void allButTheItemsIsTheSameBytesWhateverRowsAndHowMany(Wire wire) {
        workplace.writeInput(TOPICS);
        // Replies with gaps: what is asked again comes in prompts of other sizes.
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .recordBodies()
                .rule(When.everyNth(2).and(When.itemsAtLeast(2)), Fault.MISSING_HALF)
                .start()) {
            assertOk(workplace.enrich(wire, simulator));
            workplace.writeInput(Topic.range(51, 70));
            assertOk(workplace.enrich(wire, simulator, "batch-size=7"));
            workplace.writeInput(Topic.range(71, 73));
            assertOk(workplace.enrich(wire, simulator, "batch-size=1"));

            assertThat(simulator.ledger().calls().stream().map(Call::items).distinct())
                    .as("sizes of prompts")
                    .contains(20, 10, 7, 1);
            assertOneBeginning(wire, simulator.ledger().calls());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheRowsOfAGroupShareIsBehindWhatAllGroupsShare(Wire wire) {
        workplace.write(
                "topics.csv",
                """
                document,chunk
                "The first document, of two chunks.","The first"
                "The first document, of two chunks.","of two chunks"
                "Another document.","Another"
                "A third one: with three, of which one is long.","A third one"
                "A third one: with three, of which one is long.","with three"
                "A third one: with three, of which one is long.","of which one is long"
                """);
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().recordBodies().start()) {
            CommandRun run = workplace.enrich(wire, simulator, "recipe=chunk-context");

            assertOk(run);
            assertThat(simulator.ledger().calls()).hasSize(3);
            assertOneBeginning(wire, simulator.ledger().calls());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokensFromTheProvidersCacheAreReportedAndCostTheirOwnPrice(Wire wire) {
        workplace.writeInput(TOPICS);
        Path prices = workplace.write("prices.yml", PRICES);
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().promptCache().start()) {
            CommandRun run = workplace.enrich(
                    wire,
                    simulator,
                    "model=cached-model",
                    "batch-size=10",
                    "--enricher.concurrency=1",
                    "--enricher.pricing=" + prices);

            assertOk(run);
            List<Call> calls = simulator.ledger().calls();
            long cached = calls.stream().mapToLong(Call::cachedTokens).sum();
            assertThat(calls.stream().filter(call -> call.cachedTokens() > 0)).hasSize(4);
            JsonNode summary = workplace.summary();
            assertThat(summary.at("/tokens/cachedInput").asLong()).isEqualTo(cached);
            assertThat(summary.at("/tokens/input").asLong())
                    .isEqualTo(calls.stream().mapToLong(Call::promptTokens).sum());
            assertThat(summary.at("/cost/actualUsd").decimalValue()).isEqualByComparingTo(bill(calls));
            assertThat(run.out()).containsPattern("Tokens: +[\\d,]+ in \\([\\d,]+ from the provider's cache\\), ");
        }
    }

    private static void assertOk(CommandRun run) {
        assertThat(run.exitCode()).as(run.everything()).isZero();
    }

    /** The requests differ in nothing but the user's message, which comes last, and the output limit. */
    private static void assertOneBeginning(Wire wire, List<Call> calls) {
        List<String> rests = new ArrayList<>();
        for (Call call : calls) {
            String body = call.body().orElseThrow();
            JsonNode json = JsonMapper.shared().readTree(body);
            JsonNode texts = wire == Wire.OPENAI ? json.path("messages") : json.path("contents");
            String items = last(texts, wire);
            assertThat(items).startsWith("{").contains("\"items\":[");
            String literal = JsonMapper.shared().writeValueAsString(items);
            assertThat(body).contains(literal);
            String rest = body.replace(literal, "ITEMS")
                    .replaceFirst("\"(max_completion_tokens|maxOutputTokens)\":\\d+", "LIMIT");
            assertThat(call.itemTexts()).noneMatch(rest::contains);
            rests.add(rest);
        }
        assertThat(rests.stream().distinct()).hasSize(1);
        if (wire == Wire.OPENAI) {
            // Servers that cache by the prompt's beginning read the messages in their order.
            assertThat(rests.get(0)).containsSubsequence("\"role\":\"system\"", "ITEMS");
        }
    }

    private static String last(JsonNode texts, Wire wire) {
        JsonNode last = texts.get(texts.size() - 1);
        assertThat(last.path("role").asString()).isEqualTo("user");
        return (wire == Wire.OPENAI ? last.path("content") : last.at("/parts/0/text")).asString();
    }

    private static BigDecimal bill(List<Call> calls) {
        return calls.stream()
                .flatMap(call -> Stream.of(
                        BigDecimal.valueOf(call.promptTokens() - call.cachedTokens()),
                        new BigDecimal("0.1").multiply(BigDecimal.valueOf(call.cachedTokens())),
                        BigDecimal.valueOf(2 * call.completionTokens())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(6);
    }
}
