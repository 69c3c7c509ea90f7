package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A source tree in, documented symbols out; without a model. */
class CodeDocIT {

    @TempDir
    private Path folder;

    private CodePlace place;
    private Shop shop;

    @BeforeEach
    void makeAShop() {
        place = new CodePlace(folder);
        shop = Shop.in(folder.resolve("shop"));
    }

    @Test
    void aFolderBecomesARecordForEachFunctionMethodAndType() {
        CommandRun run = place.offline(shop.folder(), "recipe=code-doc");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        List<JsonNode> spans = place.spans("shop");
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
        place.offline(shop.folder(), "recipe=code-doc");

        CommandRun second = place.offline(shop.folder(), "recipe=code-doc");
        shop.replace("src/shop/Order.java", "sum += line.price();", "sum += Math.max(0, line.price());");
        CommandRun afterAnEdit = place.offline(shop.folder(), "recipe=code-doc");

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
        place.offline(shop.folder(), "recipe=" + recipe);

        CommandRun second = place.offline(shop.folder(), "recipe=" + recipe);
        shop.replace("scripts/report.py", "def total_of(orders):", "def total_of(orders, rate=1):");
        CommandRun afterAnEdit = place.offline(shop.folder(), "recipe=" + recipe);

        assertThat(second.out()).contains("0 of 8 spans changed").contains("calls=0");
        assertThat(afterAnEdit.exitCode()).as(afterAnEdit.everything()).isZero();
        List<JsonNode> spans = place.spans("shop.code-doc-with-context");
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
        place.offline(shop.folder(), "recipe=code-doc");
        Files.createDirectories(shop.folder().resolve("lib"));
        Files.move(shop.folder().resolve("scripts/report.py"), shop.folder().resolve("lib/reports.py"));
        shop.write("src/shop/Order.java", "// Licence: none.\n\n" + shop.read("src/shop/Order.java"));

        CommandRun run = place.offline(shop.folder(), "recipe=code-doc");

        assertThat(run.out()).contains("0 of 8 spans changed").contains("calls=0");
        JsonNode total = span(place.spans("shop"), "shop.Order.total");
        assertThat(total.path("startLine").asInt()).isEqualTo(17);
        assertThat(total.path("evidence").values())
                .isNotEmpty()
                .allSatisfy(range -> assertThat(range.path("from").asInt()).isBetween(17, 23));
    }

    @Test
    void aCappedRunDocumentsWhatIsPublicAndCalledFirst() {
        shop.write(
                "z/last.py",
                """
                def price_of(order):
                    return order.total()


                def _first(orders):
                    return price_of(orders[0])


                def _last(orders):
                    return price_of(orders[-1])
                """);

        CommandRun run = place.offline(shop.folder(), "recipe=code-doc", "limit=2");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(names(place.spans("shop.sample")))
                .containsExactly("scripts/report.py:total_of", "z/last.py:price_of");
    }

    @Test
    void theBriefRecipeHasANameOfItsOwn() {
        CommandRun run = place.offline(shop.folder(), "recipe=code-doc-brief");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(place.spans("shop.code-doc-brief")).hasSize(8);
    }

    @Test
    void thePlanSaysHowLargeTheSpansAre() {
        CommandRun run = place.offline(shop.folder(), "recipe=code-doc-brief", "--job=estimate");

        assertThat(run.err())
                .contains("0 large (>4K chars), 0 medium (1.2-4K chars), 8 small (<1.2K chars)")
                .contains("grouping by file, kind and lines adds");
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
