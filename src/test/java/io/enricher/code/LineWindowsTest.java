package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineWindowsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1-1",
        "59, 1-59",
        "60, 1-60",
        "61, 1-60 51-61",
        "110, 1-60 51-110",
        "111, 1-60 51-110 101-111",
        "160, 1-60 51-110 101-160"
    })
    void windowsCoverEveryLineAndShareTen(int lines, String expected) {
        List<Symbol> windows = LineWindows.of("text", new SourceText(numbered(lines)));

        assertThat(windows)
                .extracting(window -> window.startLine() + "-" + window.endLine())
                .containsExactly(expected.split(" ", -1));
        assertThat(windows).allSatisfy(window -> {
            assertThat(window.text()).startsWith("line " + window.startLine());
            assertThat(window.text()).endsWith("line " + window.endLine());
        });
    }

    @Test
    void lastLineCountsWithAndWithoutItsLineFeed() {
        assertThat(LineWindows.of("text", new SourceText(numbered(60) + "\n")))
                .isEqualTo(LineWindows.of("text", new SourceText(numbered(60))));
    }

    @Test
    void nothingIsGivenForBlankText() {
        assertThat(LineWindows.of("text", new SourceText(""))).isEmpty();
        assertThat(LineWindows.of("text", new SourceText("\n".repeat(200)))).isEmpty();
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(line -> "line " + line).collect(Collectors.joining("\n"));
    }
}
