package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.enricher.domain.ExitCode;
import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownPagesTest {

    private static final OutputRow TOTAL = row("src/shop/Order.java", "shop.Order.total");

    @TempDir
    Path folder;

    private Path docs;

    @BeforeEach
    void name() {
        docs = folder.resolve("shop.docs");
    }

    @Test
    void pageAndIndexAreAsInTheSample() throws IOException {
        PageSamples.publish(
                docs,
                PageSamples.answered(
                        PageSamples.symbol("src/shop/Order.java", "class", "shop.Order", "5-80"),
                        Map.of("summary", "An order, e.g. of a shop. It is not thread-safe.")),
                PageSamples.row(
                        PageSamples.symbol("src/shop/Order.java", "method", "shop.Order.total", "10-54"),
                        json(
                                """
                                {
                                  "summary": "Adds up `lines`\\nof the order.\\n\\nRounds *half up*.",
                                  "inputs": ["rate: a List<Rate>", {"name": "at", "type": "Instant"}],
                                  "side_effects": "none",
                                  "pitfalls": [],
                                  "usage_snippet": "Money m =\\n\\torder.total();\\n",
                                  "related_spans": ["Money.plus()", "Order", "src/Main.java:main", "gone"],
                                  "evidence": [{"from": 12, "to": 14}, {"from": 20, "to": 20}],
                                  "context": ["src/shop/Money.java:Money.plus (similarity: 0.87): Money plus(Money other)"]
                                }
                                """),
                        "ungrounded"),
                PageSamples.failed(PageSamples.symbol("src/shop/Money.java", "method", "shop.Money.plus", "7-7")),
                PageSamples.answered(
                        PageSamples.symbol("src/Main.java", "method", "Main.main", "1-3"),
                        Map.of("summary", "Starts.")));

        assertThat(docs.resolve("src/shop/Order.java.md")).hasContent(sample("Order.java.md"));
        assertThat(docs.resolve("src/shop/Money.java.md")).hasContent(sample("Money.java.md"));
        assertThat(docs.resolve("index.md")).hasContent(sample("index.md"));
        assertThat(filesIn(folder))
                .containsExactly(
                        "shop.docs/.enricher-docs",
                        "shop.docs/index.md",
                        "shop.docs/src/Main.java.md",
                        "shop.docs/src/shop/Money.java.md",
                        "shop.docs/src/shop/Order.java.md");
    }

    @Test
    void rowsOfAFileThatDoNotFollowEachOtherShareItsPage() throws IOException {
        PageSamples.publish(docs, row("a.java", "A"), row("b.java", "B"), row("a.java", "C"));

        assertThat(headings("a.java.md")).containsExactly("# `a.java`", "## Symbols", "## class `A`", "## class `C`");
        assertThat(headings("b.java.md")).containsExactly("# `b.java`", "## Symbols", "## class `B`");
    }

    @Test
    void symbolsOfOneNameHaveAnchorsOfTheirOwn() throws IOException {
        PageSamples.publish(
                docs, row("a.java", "A.f"), row("a.java", "A.f"), row("a.java", "A.f-2"), row("a.java", "A.f"));

        assertThat(Files.readAllLines(docs.resolve("a.java.md")))
                .filteredOn(line -> line.startsWith("<a id="))
                .containsExactly(
                        "<a id=\"symbol-A.f\"></a>",
                        "<a id=\"symbol-A.f-2\"></a>",
                        "<a id=\"symbol-A.f-2-2\"></a>",
                        "<a id=\"symbol-A.f-3\"></a>");
    }

    @Test
    void prefixOfTheAnswersColumnsDoesNotHideWhatTheyAre() throws IOException {
        OutputColumns columns = OutputColumns.of("shop", PageSamples.INPUT, List.of("summary", "pitfalls"), "ai_");
        OutputRow row = PageSamples.answered(
                PageSamples.symbol("a.java", "class", "A", "1-2"), Map.of("summary", "Sums.", "pitfalls", "Null."));

        OutputFormat.MARKDOWN.publish(PageSamples.seal(docs, columns, List.of(row)));

        assertThat(docs.resolve("a.java.md")).content().contains("\nSums.\n").contains("**Pitfalls:** Null.");
    }

    @Test
    void sameRowsMakeTheSameBytes() throws IOException {
        PageSamples.publish(docs, TOTAL, row("b.java", "B"));
        List<String> first = contents();
        PageSamples.publish(docs, TOTAL, row("b.java", "B"));

        assertThat(contents()).isEqualTo(first);
    }

    @Test
    void pagesOfFilesThatAreGoneAreGone() throws IOException {
        PageSamples.publish(docs, row("a.java", "A"), row("b.java", "B"));

        PageSamples.publish(docs, row("b.java", "B"));

        assertThat(filesIn(docs)).containsExactly(".enricher-docs", "b.java.md", "index.md");
    }

    @Test
    void noRowsMakeAnIndexThatSaysSo() {
        PageSamples.publish(docs);

        assertThat(docs.resolve("index.md")).hasContent("# shop\n\n0 files, 0 symbols, 0 without documentation.\n");
    }

    @Test
    void linkToTheFolderStaysALink() throws IOException {
        Path real = folder.resolve("real");
        PageSamples.publish(real, row("a.java", "A"));
        Files.createSymbolicLink(docs, real);

        PageSamples.publish(docs, row("b.java", "B"));

        assertThat(docs).isSymbolicLink();
        assertThat(filesIn(real)).containsExactly(".enricher-docs", "b.java.md", "index.md");
    }

    @Test
    void folderOfSomebodyElseIsRefusedAndThePartKept() throws IOException {
        Path precious = Files.writeString(Files.createDirectory(docs).resolve("thesis.md"), "years of work");
        FinishedPart part = PageSamples.seal(docs, PageSamples.COLUMNS, List.of(TOTAL));

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(part))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(docs + " holds something else")
                .hasMessageContaining("kept as " + part.part())
                .hasMessageContaining("move away what is in the way")
                .satisfies(e -> assertThat(((OutputException) e).exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED));

        assertThat(precious).hasContent("years of work");
        assertThat(FinishedPart.find(docs, part.bytes())).contains(part);
    }

    @Test
    void partThatHoldsNoRowsIsNamedAndTheOldPagesStay() throws IOException {
        PageSamples.publish(docs, row("a.java", "A"));
        Path part = Files.writeString(folder.resolve("shop.docs.part"), "{}\n{\"path\": ");
        FinishedPart broken = new FinishedPart(docs, part, Files.size(part));

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(broken))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(part + " does not hold rows");

        assertThat(filesIn(docs)).contains("a.java.md");
        assertThat(folder.resolve("shop.docs.new")).doesNotExist();
    }

    @Test
    void aThousandFilesOfTenThousandSymbolsTakeSeconds() throws IOException {
        Iterable<OutputRow> rows = () -> IntStream.range(0, 10_000)
                .mapToObj(i -> row("src/p" + i / 100 + "/F" + i / 10 + ".java", "p.F" + i / 10 + ".m" + i))
                .iterator();
        FinishedPart part = PageSamples.seal(docs, PageSamples.COLUMNS, rows);

        assertTimeout(Duration.ofSeconds(60), () -> OutputFormat.MARKDOWN.publish(part));

        assertThat(filesIn(docs)).hasSize(1_002);
        assertThat(Files.readAllLines(docs.resolve("index.md")))
                .contains("1,000 files, 10,000 symbols, 0 without documentation.")
                .hasSizeLessThan(1_500);
    }

    static OutputRow row(String path, String name) {
        return PageSamples.answered(
                PageSamples.symbol(path, "class", name, "1-2"), Map.of("summary", "About " + name + "."));
    }

    private static Map<String, ?> json(String text) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readValue(
                        text, new tools.jackson.core.type.TypeReference<java.util.LinkedHashMap<String, Object>>() {});
    }

    private List<String> headings(String page) throws IOException {
        return Files.readAllLines(docs.resolve(page)).stream()
                .filter(line -> line.startsWith("#"))
                .toList();
    }

    private List<String> contents() throws IOException {
        return filesIn(docs).stream()
                .map(name -> {
                    try {
                        return name + "\n" + Files.readString(docs.resolve(name));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String sample(String name) throws IOException {
        try (var in = MarkdownPagesTest.class.getResourceAsStream("/output/pages/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
