package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A source tree in, documented symbols out; without a model. */
class CodeDocIT {

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void makeAShop() {
        shop = Shop.in(folder.resolve("shop"));
    }

    @Test
    void aFolderBecomesARecordForEachFunctionMethodAndType() {
        CommandRun run = run("recipe=code-doc");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        List<JsonNode> spans = spans("shop");
        assertThat(names(spans))
                .containsExactly(
                        "scripts/report.py:total_of",
                        "scripts/report.py:main",
                        "src/shop/Line.java:shop.Line",
                        "src/shop/Line.java:shop.Line.Line",
                        "src/shop/Order.java:shop.Order",
                        "src/shop/Order.java:shop.Order.Order",
                        "src/shop/Order.java:shop.Order.total",
                        "src/shop/Order.java:shop.Order.isEmpty");
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.path("enrichment_status").asString()).isEqualTo("ok");
            assertThat(span.path("summary").asString()).isNotBlank();
        });
        assertThat(run.out()).contains("8 spans, none of them answered before");
    }

    @Test
    void aSecondRunCostsNothingAndAnEditIsOneSpan() {
        run("recipe=code-doc");

        CommandRun second = run("recipe=code-doc");
        shop.replace("src/shop/Order.java", "sum += line.price();", "sum += Math.max(0, line.price());");
        CommandRun afterAnEdit = run("recipe=code-doc");

        assertThat(second.out())
                .contains("0 of 8 spans changed")
                .contains("cached=8")
                .contains("calls=0");
        assertThat(afterAnEdit.out())
                .contains("1 of 8 spans changed")
                .contains("enriched=1")
                .contains("calls=1");
    }

    @Test
    void withContextInTheKeyASpanIsAskedAgainWhenWhatItCallsIsAnother() throws IOException {
        Path recipe = Files.writeString(folder.resolve("with-context.yml"), withContextInKey());
        run("recipe=" + recipe);

        CommandRun second = run("recipe=" + recipe);
        shop.replace("scripts/report.py", "def total_of(orders):", "def total_of(orders, rate=1):");
        CommandRun afterAnEdit = run("recipe=" + recipe);

        assertThat(second.out()).contains("0 of 8 spans changed").contains("calls=0");
        assertThat(afterAnEdit.exitCode()).as(afterAnEdit.everything()).isZero();
        List<JsonNode> spans = spans("shop.code-doc-with-context");
        assertThat(spans)
                .filteredOn(span -> span.path("path").asString().equals("scripts/report.py"))
                .extracting(span -> span.path("enrichment_source").asString())
                .containsExactly("model", "model");
        assertThat(span(spans, "shop.Order.isEmpty").path("enrichment_source").asString())
                .isEqualTo("cache");
    }

    private static String withContextInKey() throws IOException {
        try (InputStream builtIn = CodeDocIT.class.getResourceAsStream("/recipes/code-doc.yml")) {
            String text = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
            String other = text.replace("in-key: false", "in-key: true")
                    .replace("name: code-doc\n", "name: code-doc-with-context\n");
            assertThat(other).contains("in-key: true", "name: code-doc-with-context");
            return other;
        }
    }

    @Test
    void movedAndRenamedFilesAndShiftedLinesCostNothing() throws IOException {
        run("recipe=code-doc");
        Files.createDirectories(shop.folder().resolve("lib"));
        Files.move(shop.folder().resolve("scripts/report.py"), shop.folder().resolve("lib/reports.py"));
        shop.write("src/shop/Order.java", "// Licence: none.\n\n" + shop.read("src/shop/Order.java"));

        CommandRun run = run("recipe=code-doc");

        assertThat(run.out()).contains("0 of 8 spans changed").contains("calls=0");
        JsonNode total = span(spans("shop"), "shop.Order.total");
        assertThat(total.path("startLine").asInt()).isEqualTo(17);
        assertThat(total.path("evidence").values())
                .allSatisfy(range -> assertThat(range.path("from").asInt()).isBetween(17, 23));
    }

    @Test
    void aCappedRunDocumentsWhatIsPublicAndCalledFirst() {
        CommandRun run = run("recipe=code-doc", "limit=2");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(names(spans("shop.sample")))
                .hasSize(2)
                .contains("scripts/report.py:total_of")
                .noneMatch(name -> name.endsWith("isEmpty"));
    }

    @Test
    void theBriefRecipeHasANameOfItsOwn() {
        CommandRun run = run("recipe=code-doc-brief");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(spans("shop.code-doc-brief")).hasSize(8);
    }

    @Test
    void thePlanSaysHowLargeTheSpansAre() {
        CommandRun run = run("recipe=code-doc-brief", "--job=estimate");

        assertThat(run.err())
                .contains("0 large (>4K chars), 0 medium (1.2-4K chars), 8 small (<1.2K chars)")
                .contains("grouping by file, kind and lines adds");
    }

    private CommandRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "input=" + shop.folder(),
                "output=" + folder.resolve("output") + "/",
                "provider=offline",
                "--enricher.state-dir=" + folder.resolve(".enricher")));
        arguments.addAll(List.of(more));
        return CommandRun.here(arguments.toArray(String[]::new));
    }

    private List<JsonNode> spans(String name) {
        try {
            return Files.readAllLines(folder.resolve("output/" + name + ".enriched.jsonl")).stream()
                    .map(line -> JsonMapper.shared().readTree(line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(List<JsonNode> spans) {
        return spans.stream()
                .map(span -> span.path("path").asString() + ":"
                        + span.path("qualifiedName").asString())
                .toList();
    }

    private static JsonNode span(List<JsonNode> spans, String qualifiedName) {
        return spans.stream()
                .filter(span -> span.path("qualifiedName").asString().equals(qualifiedName))
                .findFirst()
                .orElseThrow();
    }
}
