package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.ProviderSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What source can be besides a tree to be asked: an estimate, pages, chunks made elsewhere, one span that is too long. */
class CodeInputIT {

    private static final String BRIEF = "recipe=code-doc-brief";

    @TempDir
    private Path folder;

    private CodePlace place;

    @BeforeEach
    void makeAPlace() {
        place = new CodePlace(folder);
    }

    @Test
    void rowsLoadNothingThatSourceNeeds() throws Exception {
        Workplace workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(3));
        Path classes = folder.resolve("classes.log");

        CommandRun run = CommandRun.of(place.program("input=topics.csv", "provider=offline")
                .environment("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes));

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(Files.readString(classes))
                .contains("io.enricher.job.RunLauncher")
                .doesNotContain("org.treesitter", "org.eclipse.jgit", "ai.onnxruntime");
    }

    @Test
    void anEstimateWritesWhatWasFoundWithoutAModel() {
        Shop shop = Shop.in(folder.resolve("shop"));

        CommandRun run = place.offline(shop.folder(), "recipe=code-doc", "--job=estimate");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        List<JsonNode> symbols = CodePlace.lines(folder.resolve("output/shop.symbols.jsonl"));
        assertThat(symbols).hasSize(8).allSatisfy(symbol -> {
            assertThat(symbol.path("embedding").size()).isEqualTo(384);
            assertThat(symbol.path("neighbours").isArray()).isTrue();
        });
        assertThat(of(symbols, "total_of").path("callers").toString()).contains("main");
        assertThat(of(symbols, "main").path("called").toString()).contains("total_of");
        assertThat(folder.resolve("output/shop.enriched.jsonl")).doesNotExist();
    }

    @Test
    void pagesOfATreeAreAFolder() {
        Shop shop = Shop.in(folder.resolve("shop"));

        CommandRun run = place.offline(shop.folder(), "recipe=code-doc", "format=markdown");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(Workplace.filesIn(folder.resolve("output")))
                .anyMatch(file -> file.getFileName().toString().equals("index.md"))
                .anyMatch(file -> file.getFileName().toString().contains("Order.java"));
    }

    @Test
    void pagesOfRowsAreRefusedBeforeAnythingIsOpened() {
        Workplace workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(3));

        CommandRun run = place.offline(workplace.input(), "format=markdown");

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(2);
        assertThat(run.err()).contains("format=markdown", "format=csv, json or jsonl");
        assertThat(place.stateDirectory()).doesNotExist();
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @Test
    void chunksThatWereMadeElsewhereAreSpansToo() {
        Path chunks = new Workplace(folder)
                .write(
                        "chunks.jsonl",
                        IntStream.rangeClosed(1, 3)
                                .mapToObj(
                                        """
                                {"path":"a.py","language":"python","kind":"function","name":"f%1$d",\
                                "startLine":%1$d0,"endLine":%1$d1,"text":"def f%1$d(x):\\n    return x + %1$d"}
                                """
                                                ::formatted)
                                .collect(Collectors.joining()));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, chunks, "recipe=code-doc");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(simulator.ledger().calls()).hasSize(1);
            assertThat(place.spans("chunks.code-doc")).hasSize(3).allSatisfy(span -> {
                int start = span.path("startLine").asInt();
                assertThat(span.path("enrichment_status").asString()).isEqualTo("ok");
                assertThat(span.path("evidence").values()).isNotEmpty().allSatisfy(range -> assertThat(
                                range.path("from").asInt())
                        .isBetween(start, start + 1));
            });
        }
    }

    @Test
    void aSpanOverTheBudgetIsCutAndSaysSo() {
        Shop shop = new Shop(folder.resolve("shop"));
        shop.write(
                "long.py",
                IntStream.rangeClosed(1, 1500)
                        .mapToObj("    total += values[%1$d] * %1$d\n"::formatted)
                        .collect(Collectors.joining(
                                "", "def long_sum(values):\n    total = 0\n", "    return total\n")));
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().recordBodies().start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, shop.folder(), BRIEF);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(CodePlace.texts(place.spans("shop.code-doc-brief"), "enrichment_note"))
                    .containsExactly("truncated");
            assertThat(simulator.ledger().calls()).hasSize(1);
            Call call = simulator.ledger().calls().get(0);
            assertThat(call.body().orElseThrow())
                    .contains("[... content truncated due to length ...]", "def long_sum(values):", "return total");
            assertThat(run.err()).contains("long_sum");
        }
    }

    @Test
    void aNameThatIsNowhereInTheSourceIsNoted() {
        Shop shop = new Shop(folder.resolve("shop"));
        shop.write("helpers.py", Shop.helpers(2));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .answering(
                        "summary",
                        fields -> fields.get("text").contains("helper_1")
                                ? "Adds one, as `helper_1` should."
                                : "Calls `conjured_up_name` first.")
                .start()) {
            CommandRun run = place.ask(Wire.OPENAI, simulator, shop.folder(), BRIEF);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            List<JsonNode> spans = place.spans("shop.code-doc-brief");
            assertThat(CodePlace.texts(spans, "enrichment_status")).containsOnly("ok");
            assertThat(of(spans, "helper_1").path("enrichment_note").asString(""))
                    .isEmpty();
            assertThat(of(spans, "helper_2").path("enrichment_note").asString()).isEqualTo("ungrounded");
        }
    }

    private static JsonNode of(List<JsonNode> spans, String name) {
        return spans.stream()
                .filter(span -> span.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
