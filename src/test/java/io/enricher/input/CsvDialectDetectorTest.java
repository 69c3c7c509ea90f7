package io.enricher.input;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDialectDetectorTest {

    @Test
    void plainFileHasTheStandardDialect() {
        assertThat(dialect("a,b\n1,2\n".getBytes(UTF_8)))
                .isEqualTo(new CsvDialect(',', StandardCharsets.UTF_8, false, "\n"));
    }

    @Test
    void spreadsheetExportIsRecognised() {
        assertThat(dialect("\uFEFFa;b\r\n\"1\r\n\";2\r\n".getBytes(UTF_8)))
                .isEqualTo(new CsvDialect(';', UTF_8, true, "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "a,b;c,d#,",
                "a;b,c;d#;",
                "a,b;c#,",
                "\"a;b;c\",d#,",
                "\"a,b,c\";d#;",
                "a|b|c#,",
                "alone#,",
            })
    void delimiterIsTheOneThatStandsMostOftenBetweenTheNames(String header, char expected) {
        assertThat(dialect((header + "\n").getBytes(UTF_8)).delimiter()).isEqualTo(expected);
    }

    @Test
    void delimiterOfTheUserComesFirst() {
        CsvTable table =
                ReadTable.table("a,b|c,d\n".getBytes(UTF_8), new ReaderSettings(Optional.of("|"), Optional.empty()));

        assertThat(table.columns()).containsExactly("a,b", "c,d");
    }

    @Test
    void lineSeparatorIsTheFirstOneOutsideQuotes() {
        assertThat(dialect("\"a\nb\",c\r\n1,2\n".getBytes(UTF_8)).lineSeparator())
                .isEqualTo("\r\n");
        assertThat(dialect("a,b\r1,2\r".getBytes(UTF_8)).lineSeparator()).isEqualTo("\r");
        assertThat(dialect("a,b".getBytes(UTF_8)).lineSeparator()).isEqualTo("\n");
    }

    @Test
    void utf16WithMarkIsRefusedWithTheCure() {
        byte[] bytes = concat("fffe", "a,b\n1,é\n".getBytes(UTF_16LE));

        assertThatThrownBy(() -> dialect(bytes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv begins with the byte order mark of UTF-16. Write encoding=UTF-16");
    }

    @Test
    void utf16WithoutMarkIsRefusedWithTheCure() {
        assertThatThrownBy(() -> dialect("a,b\n1,é\n".getBytes(UTF_16LE)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NUL bytes")
                .hasMessageContaining("encoding=UTF-16");
    }

    @Test
    void utf16IsReadInEitherByteOrderWithAndWithoutMark() {
        String text = "a;b\r\n1;é\r\n";

        for (byte[] bytes : List.of(
                concat("fffe", text.getBytes(UTF_16LE)),
                concat("feff", text.getBytes(UTF_16BE)),
                text.getBytes(UTF_16LE),
                text.getBytes(UTF_16BE))) {
            ReadTable read = ReadTable.of(bytes, ReadTable.encoding("UTF-16"));

            assertThat(read.table().columns()).containsExactly("a", "b");
            assertThat(read.rows()).containsExactly(List.of("1", "é"));
        }
    }

    @Test
    void dialectOfUtf16NamesItsByteOrderForTheWriter() {
        byte[] bytes = concat("fffe", "a;b\r\n".getBytes(UTF_16LE));

        CsvDialect dialect =
                ReadTable.table(bytes, ReadTable.encoding("utf-16")).dialect();

        assertThat(dialect).isEqualTo(new CsvDialect(';', UTF_16LE, true, "\r\n"));
    }

    @Test
    void encodingThatContradictsTheMarkIsRefused() {
        byte[] bytes = "\uFEFFa,b\n".getBytes(UTF_8);

        assertThatThrownBy(() -> ReadTable.table(bytes, ReadTable.encoding("windows-1252")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv begins with the byte order mark of UTF-8. Write encoding=UTF-8");
    }

    @Test
    void encodingOfTheUserIsUsed() {
        byte[] bytes = "a,b\n\u20AC,\u201Cé\u201D\n".getBytes(Charset.forName("windows-1252"));

        ReadTable read = ReadTable.of(bytes, ReadTable.encoding("windows-1252"));

        assertThat(read.rows()).containsExactly(List.of("\u20AC", "\u201Cé\u201D"));
        assertThat(read.table().dialect().charset()).isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void workbookIsRefusedWithTheCure() {
        assertThatThrownBy(() -> dialect(HexFormat.of().parseHex("504b030414000600")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv is a zip file or a workbook, not CSV. Save the sheet as CSV (UTF-8)");
    }

    private static CsvDialect dialect(byte[] bytes) {
        return ReadTable.table(bytes, ReaderSettings.DETECT).dialect();
    }

    private static byte[] concat(String hexadecimal, byte[] rest) {
        byte[] mark = HexFormat.of().parseHex(hexadecimal);
        byte[] all = Arrays.copyOf(mark, mark.length + rest.length);
        System.arraycopy(rest, 0, all, mark.length, rest.length);
        return all;
    }
}
