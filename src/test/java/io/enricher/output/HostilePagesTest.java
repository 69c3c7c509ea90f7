package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Pages of hostile rows, read back with a Markdown parser: nothing is in them but what we put there. */
class HostilePagesTest {

    private static final Parser PARSER = Parser.builder().build();

    private Path folder;
    private Path docs;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("pages");
        docs = folder.resolve("x.docs");
    }

    @AfterTry
    void removeFolder() throws IOException {
        WholeFolder.delete(folder, "none");
    }

    @Property(tries = 150, seed = "1")
    void pagesHoldOurAnchorsLinksAndHeadingsOnly(
            @ForAll("hostile") String a,
            @ForAll("hostile") String b,
            @ForAll("hostile") String c,
            @ForAll("hostile") String d)
            throws IOException {
        List<String> fields = List.of("summary", "pitfalls", "usage_snippet", "related_spans", "context", "f" + d);
        OutputColumns columns = OutputColumns.of("x", PageSamples.INPUT, fields, "");
        List<OutputRow> rows = List.of(
                row(a, b, c, fields, d),
                row(b, a, d, fields, c),
                row(a, c, b, fields, a),
                PageSamples.failed(symbol(c, d, a)));

        OutputFormat.MARKDOWN.publish(PageSamples.seal(docs, columns, rows));

        List<Path> pages = pages();
        assertThat(pages)
                .hasSize((int) Stream.of(a, b, c)
                                .map(HostilePagesTest::encodable)
                                .distinct()
                                .count()
                        + 1);
        List<Found> found = new ArrayList<>();
        for (Path page : pages) {
            found.add(Found.of(page));
        }
        assertThat(found)
                .allSatisfy(page ->
                        assertThat(page.foreign).as(page.page.toString()).isEmpty());
        assertThat(found).allSatisfy(page -> assertThat(page.headings.get(0)).isEqualTo(1));
        assertThat(found)
                .allSatisfy(page -> assertThat(page.headings.stream().skip(1)).containsOnly(2));
        assertThat(found.stream().flatMap(page -> page.anchors.stream())).hasSize(4);
        assertThat(found.stream()
                        .filter(page -> !page.isIndex())
                        .mapToLong(page -> page.headings.size() - 2L)
                        .sum())
                .isEqualTo(4);
        assertLinksLead(found);
    }

    private static OutputRow row(String path, String name, String kind, List<String> fields, String text) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("summary", text);
        answer.put("pitfalls", List.of(name, Map.of(text, List.of(kind, name))));
        answer.put("usage_snippet", kind);
        answer.put("related_spans", List.of(name, text, "x:" + name));
        answer.put("context", List.of(text));
        answer.put(fields.get(fields.size() - 1), kind + text);
        return PageSamples.row(symbol(path, name, kind), answer, text);
    }

    private static Map<String, String> symbol(String path, String name, String kind) {
        Map<String, String> fields = PageSamples.symbol(path, kind, name, "1-2");
        fields.put("language", kind);
        fields.put("signature", name + "\n" + kind);
        return fields;
    }

    /** Every link leads to a page that is there, and to an anchor on it. */
    private void assertLinksLead(List<Found> found) {
        for (Found page : found) {
            for (String link : page.links) {
                String[] parts = link.split("#", -1);
                Path target = parts[0].isEmpty()
                        ? page.page
                        : page.page.resolveSibling(parts[0]).normalize();
                assertThat(target.startsWith(docs)).as(link).isTrue();
                assertThat(found).as(link).anySatisfy(other -> {
                    assertThat(other.page).isEqualTo(target);
                    assertThat(parts.length == 1 || other.anchors.contains(parts[1]))
                            .isTrue();
                });
            }
        }
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(docs)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Half a surrogate pair is no character: UTF-8 cannot say it. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileText.arbitrary();
    }

    /** What a page consists of. */
    private static final class Found extends AbstractVisitor {

        private final Path page;
        private final List<Integer> headings = new ArrayList<>();
        private final List<String> anchors = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final List<String> foreign = new ArrayList<>();

        private Found(Path page) {
            this.page = page;
        }

        static Found of(Path page) throws IOException {
            Found found = new Found(page);
            PARSER.parse(Files.readString(page)).accept(found);
            return found;
        }

        boolean isIndex() {
            return page.endsWith("x.docs/index.md");
        }

        @Override
        public void visit(Heading heading) {
            headings.add(heading.getLevel());
            visitChildren(heading);
        }

        @Override
        public void visit(HtmlInline html) {
            String literal = html.getLiteral();
            if (literal.matches("<a id=\"symbol-[A-Za-z0-9._-]*\">")) {
                anchors.add(literal.substring(7, literal.length() - 2));
            } else if (!literal.equals("</a>")) {
                foreign.add(literal);
            }
        }

        @Override
        public void visit(HtmlBlock html) {
            foreign.add(html.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        /** Sites make links of such text. */
        @Override
        public void visit(Text text) {
            if (text.getLiteral().matches("(?s).*(?:://|www\\.|@|\\{\\{).*")) {
                foreign.add(text.getLiteral());
            }
        }

        @Override
        public void visit(Image image) {
            foreign.add(image.toString());
        }

        @Override
        public void visit(BlockQuote quote) {
            foreign.add(quote.toString());
        }

        @Override
        public void visit(OrderedList list) {
            foreign.add(list.toString());
        }

        @Override
        public void visit(ThematicBreak rule) {
            foreign.add(rule.toString());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            foreign.add(code.getLiteral());
        }
    }
}
