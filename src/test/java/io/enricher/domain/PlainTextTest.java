package io.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    private static final String HOSTILE =
            "a\u001b[31mb\u009b2Jc\u0007d\re\u202ef\u2028g\u0000h\u007fi\u001b]0;title\u0007j";

    @Test
    void noTextOfOthersCommandsTheTerminal() {
        assertThat(PlainText.line(HOSTILE)).isEqualTo("abcd ef ghij");
        assertThat(PlainText.line("größer → 日本語 👩‍💻\tx")).isEqualTo("größer → 日本語 👩‍💻 x");
        assertThat(PlainText.line(" one\ntwo ")).isEqualTo("one two");
    }

    @Test
    void linesStayLinesAndKeepTheirIndent() {
        assertThat(PlainText.lines("one\n  two\u001b[2J")).isEqualTo("one\n  two");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        assertThat(PlainText.message("x".repeat(299) + "👩" + "y")).isEqualTo("x".repeat(299) + "…");
    }
}
