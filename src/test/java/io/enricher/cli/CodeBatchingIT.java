package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Which spans share a prompt, seen from the model's side. */
class CodeBatchingIT {

    private static final String BRIEF = "recipe=code-doc-brief";
    private static final String POISON = "helper_4(";

    @TempDir
    private Path folder;

    private CodePlace place;
    private Shop shop;

    @BeforeEach
    void makeAPlace() {
        place = new CodePlace(folder);
        shop = new Shop(folder.resolve("shop"));
    }

    @ParameterizedTest
    @EnumSource
    void smallFunctionsOfAFileShareAPrompt(Wire wire) {
        shop.write("helpers.py", Shop.helpers(10));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = place.ask(wire, simulator, shop.folder(), "recipe=code-doc");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(calls(simulator)).hasSizeLessThanOrEqualTo(2);
            assertThat(place.spans("shop")).hasSize(10).allSatisfy(CodeBatchingIT::assertEvidenceLiesWithin);
        }
    }

    @Test
    void withoutGroupingPromptsAreFilledByCountAlone() {
        writeSixtySevenSpans();
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, shop.folder(), BRIEF, "grouping=none", "batch-size=15");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(place.spans("shop.code-doc-brief")).hasSize(67);
            assertThat(calls(simulator)).extracting(Call::items).containsExactlyInAnyOrder(15, 15, 15, 15, 7);
            assertThat(run.err()).contains("5 calls of up to 15 rows");
        }
    }

    @Test
    void groupsStayWithinAFileAKindAndALanguageAndThePlanCountsThem() {
        writeSixtySevenSpans();
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, shop.folder(), BRIEF);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(calls(simulator)).allSatisfy(call -> assertThat(call.itemTexts().stream()
                            .map(CodeBatchingIT::languageAndKind)
                            .distinct())
                    .hasSize(1));
            assertThat(run.err()).contains(calls(simulator).size() + " calls of up to 20 rows");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPromptThatAlwaysFailsIsNarrowedToTheSpanThatIsToBlame(Wire wire) {
        shop.write("helpers.py", Shop.helpers(10));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing(POISON), Fault.BAD_REQUEST));

            CommandRun run = place.ask(wire, simulator, shop.folder(), BRIEF);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(place.spans("shop.code-doc-brief")).hasSize(10).allSatisfy(span -> {
                boolean isPoison = span.path("name").asString().equals("helper_4");
                assertThat(span.path("enrichment_status").asString()).isEqualTo(isPoison ? "failed" : "ok");
            });
            assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        }
    }

    @Test
    void aRunOverItsFailureLimitSaysWhereInTheSourceItFailed() {
        shop.write("helpers.py", Shop.helpers(10));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.containing(POISON), Fault.BAD_REQUEST));

            CommandRun run =
                    place.ask(Wire.OPENAI, simulator, shop.folder(), "recipe=code-doc", "--enricher.failure-limit=0");

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(1);
            assertThat(run.out()).contains("helpers.py, line ", ", helper_4: ");
        }
    }

    @Test
    void spansThatAreMissingInAReplyAreAskedOnceMoreAndNoOthers() {
        shop.write("helpers.py", Shop.helpers(10));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.event(1), Fault.MISSING_HALF)
                .start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, shop.folder(), BRIEF);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(calls(simulator)).extracting(Call::items).containsExactly(10, 5);
            assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        }
    }

    /** In three files and two languages: 30 and 30 functions, a class and its 6 methods. */
    private void writeSixtySevenSpans() {
        shop.write("first.py", Shop.helpers(30));
        shop.write("second.js", javaScript(30));
        shop.write(
                "Third.java",
                IntStream.rangeClosed(1, 6)
                        .mapToObj("    int part%1$d(int value) {\n        return value * %1$d;\n    }\n"::formatted)
                        .collect(Collectors.joining("\n", "class Third {\n", "}\n")));
    }

    private static String javaScript(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("function part%1$d(value) {\n  return value - %1$d;\n}\n"::formatted)
                .collect(Collectors.joining("\n"));
    }

    /** The first fields of an item; those of the path, which the whole prompt shares, are not among its own. */
    private static String languageAndKind(String itemText) {
        return itemText.lines().limit(2).collect(Collectors.joining(" "));
    }

    private static void assertEvidenceLiesWithin(JsonNode span) {
        assertThat(span.path("evidence").values()).isNotEmpty().allSatisfy(range -> {
            assertThat(range.path("from").asInt())
                    .isBetween(span.path("startLine").asInt(), range.path("to").asInt());
            assertThat(range.path("to").asInt())
                    .isLessThanOrEqualTo(span.path("endLine").asInt());
        });
    }

    private static List<Call> calls(ProviderSimulator simulator) {
        return simulator.ledger().calls();
    }
}
