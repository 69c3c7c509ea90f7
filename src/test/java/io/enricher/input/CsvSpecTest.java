package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.Locator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each form of CSV text is read as. */
class CsvSpecTest {

    /** A text with its records, each with the line on which it starts. */
    record Accepted(String id, String text, List<List<String>> rows, List<Long> lines) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Accepted> accepted() {
        return Stream.of(
                accept("plain", "a,b\n1,2\n3,4\n", List.of(row("1", "2"), row("3", "4")), 2, 3),
                accept("no line break at the end", "a,b\n1,2", List.of(row("1", "2")), 2),
                accept("windows line ends", "a,b\r\n1,2\r\n3,4\r\n", List.of(row("1", "2"), row("3", "4")), 2, 3),
                accept("old Macintosh line ends", "a,b\r1,2\r3,4\r", List.of(row("1", "2"), row("3", "4")), 2, 3),
                accept("mixed line ends", "a,b\r\n1,2\n3,4\r\n", List.of(row("1", "2"), row("3", "4")), 2, 3),
                accept("byte order mark", "\uFEFFa,b\n1,2\n", List.of(row("1", "2")), 2),
                accept("byte order mark before a quote", "\uFEFF\"a\",b\n1,2\n", List.of(row("1", "2")), 2),
                accept("quoted delimiter", "a,b\n\"1,5\",2\n", List.of(row("1,5", "2")), 2),
                accept("doubled quotes", "a,b\n\"say \"\"hi\"\"\",2\n", List.of(row("say \"hi\"", "2")), 2),
                accept("only a doubled quote", "a,b\n\"\"\"\",2\n", List.of(row("\"", "2")), 2),
                accept("quoted line break", "a,b\n\"x\ny\",2\n3,4\n", List.of(row("x\ny", "2"), row("3", "4")), 2, 4),
                accept(
                        "quoted empty lines",
                        "a,b\n\"x\n\n\ny\",2\n3,4",
                        List.of(row("x\n\n\ny", "2"), row("3", "4")),
                        2,
                        6),
                accept(
                        "quoted windows line break",
                        "a,b\r\n\"x\r\ny\",2\r\n3,4",
                        List.of(row("x\r\ny", "2"), row("3", "4")),
                        2,
                        4),
                accept(
                        "line break at the end of a quoted field",
                        "a,b\n1,\"2\n\"\n3,4\n",
                        List.of(row("1", "2\n"), row("3", "4")),
                        2,
                        4),
                accept("delimiters and line breaks only, quoted", "a,b\n\",\",\"\n\"\n", List.of(row(",", "\n")), 2),
                accept("empty fields", "a,b\n,\n\"\",\n", List.of(row("", ""), row("", "")), 2, 3),
                accept("blank lines", "\n\na,b\n\n1,2\n\n\r\n3,4\n\n", List.of(row("1", "2"), row("3", "4")), 5, 8),
                accept("one column", "a\n1\n\"\"\n3\n", List.of(row("1"), row(""), row("3")), 2, 3, 4),
                accept("header without records", "a,b\n", List.of()),
                accept("header without line break", "a,b", List.of()),
                accept(
                        "backslashes are text",
                        "a,b\n\\,\"C:\\\"\n\\\",\\n\n",
                        List.of(row("\\", "C:\\"), row("\\\"", "\\n")),
                        2,
                        3),
                accept("spaces are text", "a,b\n 1 ,\" 2 \"\n", List.of(row(" 1 ", " 2 ")), 2),
                accept("apostrophe is text", "a,b\n'1,2'\n", List.of(row("'1", "2'")), 2),
                accept("semicolons", "a;b\n1,5;\"2;3\"\n", List.of(row("1,5", "2;3")), 2),
                accept("tabs", "a\tb\n1,5\t\"2\t3\"\n", List.of(row("1,5", "2\t3")), 2),
                accept(
                        "delimiter inside a quoted name does not count",
                        "\"a;b;c\",d\n1,2\n",
                        List.of(row("1", "2")),
                        2),
                accept("line break in a quoted name", "\"a\nb\",c\n1,2\n", List.of(row("1", "2")), 3),
                accept("other scripts", "a,b\né ü ñ,日本語 👋\n", List.of(row("é ü ñ", "日本語 👋")), 2),
                accept("NUL is text", "a,b\n\0,2\n", List.of(row("\0", "2")), 2),
                accept(
                        "no-break and zero-width space are text",
                        "a,b\n\u00A0,\uFEFF\n",
                        List.of(row("\u00A0", "\uFEFF")),
                        2),
                // Not RFC 4180: a field that is not quoted is taken as it stands.
                accept(
                        "quote in an unquoted field is text",
                        "a,b\n5\" disk,say \"hi\"\n",
                        List.of(row("5\" disk", "say \"hi\"")),
                        2),
                accept(
                        "quotes of every kind in one record",
                        "a,b,c\n\"x \"\"y\"\", z\",1\"\"\"\"2\"3,\"\"\"\"\n",
                        List.of(row("x \"y\", z", "1\"\"\"\"2\"3", "\"")),
                        2),
                accept("quote after a space is text", "a,b\n1, \"2\"\n", List.of(row("1", " \"2\"")), 2),
                accept(
                        "doubled quote in an unquoted field stays",
                        "a,b\n5\"\" disk,2\n",
                        List.of(row("5\"\" disk", "2")),
                        2));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void textIsReadAs(Accepted expected) {
        ReadTable read = ReadTable.of(expected.text());

        assertThat(read.rows()).isEqualTo(expected.rows());
        assertThat(read.lines()).isEqualTo(expected.lines());
        assertThat(read.rejected()).isEmpty();
    }

    /** A text with one record that cannot be parsed; those around it are read. */
    record Rejected(String id, String text, List<Long> readNumbers, RejectedRecord rejected) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Rejected> rejected() {
        return Stream.of(
                reject(
                        "too few fields",
                        "a,b,c\n1,2,3\n4,5\n6,7,8\n",
                        List.of(1L, 3L),
                        2,
                        3,
                        "expected 3 fields, found 2",
                        "4,5"),
                reject(
                        "too many fields",
                        "a,b\n1,2\n3,4,5\r\n6,7\n",
                        List.of(1L, 3L),
                        2,
                        3,
                        "expected 2 fields, found 3",
                        "3,4,5"),
                reject(
                        "trailing delimiter",
                        "a,b\n1,2,\n3,4\n",
                        List.of(2L),
                        1,
                        2,
                        "expected 2 fields, found 3",
                        "1,2,"),
                reject("line of spaces", "a,b\n  \n3,4\n", List.of(2L), 1, 2, "expected 2 fields, found 1", "  "),
                reject(
                        "several lines",
                        "a,b\n\n\"x\ny\"\n3,4",
                        List.of(2L),
                        1,
                        3,
                        "expected 2 fields, found 1",
                        "\"x\ny\""),
                reject("last record", "a,b\n1,2\n3", List.of(1L), 2, 3, "expected 2 fields, found 1", "3"),
                reject("text after a closing quote", "a,b\n\"1\" ,2\n3,4\n", List.of(2L), 1, 2, stray(2), "\"1\" ,2"),
                reject(
                        "quotes not doubled",
                        "a,b\n1,\"say \"hi, you\" now\"\n3,4\n",
                        List.of(2L),
                        1,
                        2,
                        stray(2),
                        "1,\"say \"hi, you\" now\""),
                reject(
                        "records swallowed by a stray quote",
                        "a,b\n1,\"x\n3,4\n5,\"y\"\n6,7\n",
                        List.of(2L),
                        1,
                        2,
                        stray(4),
                        "1,\"x\n3,4\n5,\"y\""));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void recordIsRejectedAndTheOthersAreRead(Rejected expected) {
        ReadTable read = ReadTable.of(expected.text());

        assertThat(read.rejected()).containsExactly(expected.rejected());
        assertThat(read.numbers()).isEqualTo(expected.readNumbers());
    }

    /** A text that ends the run, with the whole message. */
    record Fatal(String id, String text, String message) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Fatal> fatal() {
        String never = ": the quote that opens here is never closed. Close it, or write it twice inside quotes";
        return Stream.of(
                new Fatal("quote never closed", "a,b\n1,2\n3,\"4\n5,6\n7,8\n", "input/rows.csv, line 3" + never),
                new Fatal(
                        "quote never closed in a later line of the record",
                        "a,b\n\"x\ny\",\"4\n5,6",
                        "input/rows.csv, line 3" + never),
                new Fatal("quote opens at the very end", "a,b\n1,\"", "input/rows.csv, line 2" + never),
                new Fatal("quote never closed in the header", "a,\"b\n1,2\n", "input/rows.csv, line 1" + never),
                new Fatal(
                        "header with text after a closing quote",
                        "\"a\"x,b\n1,2\n",
                        "input/rows.csv, line 1: the header cannot be read: " + stray(1)),
                new Fatal(
                        "column names that differ in case only",
                        "Topic,b,TOPIC ,B\n1,2,3,4\n",
                        "input/rows.csv has columns of the same name, case aside: \"TOPIC\" (columns 1 and 3),"
                                + " \"B\" (columns 2 and 4). Rename one of each"),
                new Fatal(
                        "blank lines only",
                        "\n\r\n\n",
                        "input/rows.csv has no header line. Its first line must name the columns"),
                new Fatal(
                        "byte order mark only",
                        "\uFEFF",
                        "input/rows.csv has no header line. Its first line must name the columns"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void textIsRefusedWithThePlaceAndTheCure(Fatal expected) {
        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> ReadTable.of(expected.text()));

        assertThat(refusal).hasMessage(expected.message());
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED);
    }

    private static Accepted accept(String id, String text, List<List<String>> rows, long... lines) {
        return new Accepted(id, text, rows, Arrays.stream(lines).boxed().toList());
    }

    private static Rejected reject(
            String id, String text, List<Long> readNumbers, long number, long line, String reason, String raw) {
        return new Rejected(
                id, text, readNumbers, new RejectedRecord(number, Locator.inOnlyFile(number, line), reason, raw));
    }

    private static String stray(long line) {
        return "text after a closing quote on line " + line + "; a quote inside a quoted field is written twice";
    }

    private static List<String> row(String... fields) {
        return List.of(fields);
    }
}
