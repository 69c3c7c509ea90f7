package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.PlainText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    private static final Parser PARSER = Parser.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            textBlock =
                    """
                    plain, with (brackets).   ¦ plain, with (brackets).
                    a_b *c* #d                ¦ a\\_b \\*c\\* \\#d
                    List<Rate> & co           ¦ List&lt;Rate&gt; &amp; co
                    &amp;                     ¦ &amp;amp;
                    [x](javascript:y)         ¦ \\[x\\](javascript:y)
                    ![x](y)                   ¦ \\!\\[x\\](y)
                    calls `total()` first     ¦ calls `total()` first
                    one ` alone               ¦ one &#96; alone
                    `a``b`                    ¦ `a` `b`
                    see https://evil.example. ¦ see `https://evil.example`.
                    (www.evil.example)        ¦ (`www.evil.example`)
                    ask me@evil.example       ¦ ask `me@evil.example`
                    in Order.java, e.g. here  ¦ in `Order.java`, e.g. here
                    {{ secret }}              ¦ `{{` secret `}}`
                    - no list                 ¦ &#45; no list
                    12. no list               ¦ 12\\. no list
                    ::: note                  ¦ &#58;:: note
                    import the rows           ¦ &#105;mport the rows
                    importance                ¦ importance
                    a \\ b                    ¦ a &#92; b
                    """)
    void inlineTextShowsWhatItSaysAndDoesNothing(String text, String markdown) {
        assertThat(MarkdownText.inline(text)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            textBlock =
                    """
                    total   ¦ `total`
                    a`b     ¦ ``a`b``
                    `a      ¦ `` `a ``
                    """)
    void codeIsMarkedByMoreBackticksThanItHas(String text, String markdown) {
        assertThat(MarkdownText.code(text)).isEqualTo(markdown);
    }

    @Property(tries = 500, seed = "1")
    void inlineTextIsOneParagraphOfTheSameText(@ForAll("hostile") String text) {
        String inline = MarkdownText.inline(text);

        Node document = PARSER.parse(inline);

        assertThat(withoutMarks(shown(document))).isEqualTo(withoutMarks(PlainText.line(text)));
        if (!inline.isEmpty()) {
            assertThat(document.getFirstChild()).isInstanceOf(Paragraph.class).isSameAs(document.getLastChild());
        }
    }

    @Property(tries = 500, seed = "2")
    void codeIsShownAsItIs(@ForAll("hostile") String text) {
        Node document = PARSER.parse("x " + MarkdownText.code(text));

        assertThat(withoutMarks(shown(document))).isEqualTo(withoutMarks("x" + PlainText.line(text)));
    }

    @Property(tries = 500, seed = "3")
    void fenceIsNotEndedByWhatIsInIt(@ForAll("hostile") String text) {
        Node document = PARSER.parse(MarkdownText.fenced("begin\n" + text + "\nend", "java") + "\n\nafter");

        assertThat(document.getFirstChild()).isInstanceOf(FencedCodeBlock.class);
        FencedCodeBlock block = (FencedCodeBlock) document.getFirstChild();
        assertThat(block.getLiteral()).startsWith("begin\n").endsWith("\nend\n");
        assertThat(block.getNext()).isInstanceOf(Paragraph.class).isSameAs(document.getLastChild());
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileText.arbitrary();
    }

    private static String shown(Node document) {
        StringBuilder shown = new StringBuilder();
        document.accept(new AbstractVisitor() {

            @Override
            public void visit(Text text) {
                shown.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                shown.append(code.getLiteral());
            }
        });
        return shown.toString();
    }

    /** Blanks around code, and the backticks that mark it, may come and go. */
    private static String withoutMarks(String text) {
        return text.replaceAll("[\\s`]", "");
    }
}
