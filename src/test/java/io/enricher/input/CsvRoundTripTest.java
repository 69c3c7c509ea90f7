package io.enricher.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written by RFC 4180 is read back as it was, from the line on which it was written. */
class CsvRoundTripTest {

    @Property(seed = "20261120", tries = 2000)
    void anyFieldsComeBackWithTheirLines(
            @ForAll("tables") List<List<String>> rows,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineSeparators") String lineSeparator) {
        StringBuilder text = new StringBuilder();
        List<Long> lines = new ArrayList<>();
        text.append(written(header(rows.get(0).size()), delimiter)).append(lineSeparator);
        for (List<String> row : rows) {
            lines.add(linesIn(text) + 1);
            text.append(written(row, delimiter)).append(lineSeparator);
        }

        ReadTable read = ReadTable.of(
                text.toString().getBytes(UTF_8),
                new ReaderSettings(Optional.of(String.valueOf(delimiter)), Optional.empty()));

        assertThat(read.rows()).isEqualTo(rows);
        assertThat(read.lines()).isEqualTo(lines);
        assertThat(read.rejected()).isEmpty();
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> nasty =
                Arbitraries.strings().withChars("\"\"\",;\t|\r\n\n\\' a").ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40).filter(text -> UTF_8.newEncoder()
                .canEncode(text));
        return Arbitraries.integers().between(1, 5).flatMap(width -> Arbitraries.oneOf(nasty, any)
                .list()
                .ofSize(width)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<String> lineSeparators() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    private static List<String> header(int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add("column " + i);
        }
        return names;
    }

    private static String written(List<String> row, char delimiter) {
        return String.join(
                String.valueOf(delimiter),
                row.stream().map(field -> written(field, delimiter)).toList());
    }

    private static String written(String field, char delimiter) {
        boolean plain = !field.isEmpty()
                && field.indexOf(delimiter) < 0
                && field.chars().noneMatch(character -> character == '"' || character == '\n' || character == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static long linesIn(CharSequence text) {
        return text.toString()
                .replace("\r\n", "\n")
                .chars()
                .filter(character -> character == '\n' || character == '\r')
                .count();
    }
}
