package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetOutputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US-ASCII   | 2 × 3 … „Zürich“ → ok | 2 x 3 ... \"Zurich\" -> ok",
                "ISO-8859-1 | Zürich … × | Zürich ... ×",
                "US-ASCII   | 日本 \uD83D\uDE80 a | ?? ? a",
                "UTF-8      | Zürich … 日本 | Zürich … 日本",
                "US-ASCII   | output/Straße.csv | output/Strasse.csv"
            })
    void whatACharsetLacksIsWrittenAsAPersonWouldTypeIt(String charset, String text, String expected)
            throws IOException {
        assertThat(written(Charset.forName(charset), text.getBytes(StandardCharsets.UTF_8), 1_000))
                .isEqualTo(expected);
    }

    @Test
    void charactersThatComeInPiecesStayWhole() throws IOException {
        byte[] bytes = "a…ü\uD83D\uDE80b".getBytes(StandardCharsets.UTF_8);

        assertThat(written(StandardCharsets.US_ASCII, bytes, 1)).isEqualTo("a...u?b");
        assertThat(written(StandardCharsets.ISO_8859_1, bytes, 2)).isEqualTo("a...ü?b");
    }

    private static String written(Charset charset, byte[] bytes, int piece) throws IOException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (OutputStream out = CharsetOutput.of(terminal, charset)) {
            for (int from = 0; from < bytes.length; from += piece) {
                out.write(bytes, from, Math.min(piece, bytes.length - from));
            }
        }
        return terminal.toString(charset);
    }
}
