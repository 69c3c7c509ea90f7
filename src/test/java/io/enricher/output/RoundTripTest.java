package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import io.enricher.output.CsvFormat.ByteOrderMark;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever text goes in comes out of a reader unchanged. */
class RoundTripTest {

    private static final List<String> NAMES = List.of("first", "second");
    private static final OutputColumns COLUMNS = OutputColumns.of("in.csv", NAMES, List.of("answer"), "");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Property(tries = 2_000, seed = "20261120")
    void csvReadsBackAsWritten(
            @ForAll("records") List<List<String>> records,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineSeparators") String lineSeparator) {
        String written =
                write(OutputFormat.CSV, new CsvFormat(delimiter, ByteOrderMark.ABSENT, lineSeparator), records);

        assertThat(readCsv(written, delimiter, lineSeparator)).isEqualTo(records);
    }

    /** Its reader gives every line break in a cell as LF. */
    @Property(tries = 1_000, seed = "20261120")
    void csvReadsBackWithOpenCsv(@ForAll("records") List<List<String>> records) throws Exception {
        String written = write(OutputFormat.CSV, CsvFormat.PLAIN, records);

        assertThat(readWithOpenCsv(written)).isEqualTo(withPlainLineBreaks(records));
    }

    @Property(tries = 1_000, seed = "20261120")
    void jsonReadsBackAsWritten(@ForAll("records") List<List<String>> records) {
        String written = write(OutputFormat.JSON, CsvFormat.PLAIN, records);

        List<List<String>> read = new ArrayList<>();
        JSON.readTree(written).forEach(row -> read.add(cells(row)));
        assertThat(read).isEqualTo(records);
    }

    @Property(tries = 1_000, seed = "20261120")
    void everyLineOfJsonLinesReadsBackAsWritten(@ForAll("records") List<List<String>> records) {
        String written = write(OutputFormat.JSONL, CsvFormat.PLAIN, records);

        List<List<String>> read =
                written.lines().map(line -> cells(JSON.readTree(line))).toList();
        assertThat(read).isEqualTo(records);
    }

    @Test
    void cellOfAMegabyteReadsBackAsWritten() {
        String large = "a \"quoted\" line,\nand \\ another 😀\r\n".repeat(30_000);
        List<List<String>> records = List.of(List.of(large, "x", large));

        List<List<String>> read = readCsv(write(OutputFormat.CSV, CsvFormat.PLAIN, records), ',', "\n");

        assertThat(read.equals(records)).isTrue();
    }

    @Provide
    Arbitrary<List<List<String>>> records() {
        return cells().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> cells() {
        Arbitrary<String> hostile = Arbitraries.of(
                        "\"", "\"\"", "\\", "\r\n", "\n", "\r", ",", ";", "\t", "\0", " ", "😀", "é")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(hostile, wellFormed(), Arbitraries.strings().ascii())
                .list()
                .ofSize(3);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<String> lineSeparators() {
        return Arbitraries.of("\n", "\r\n");
    }

    private static Arbitrary<String> wellFormed() {
        return Arbitraries.strings().all().map(text -> text.replaceAll("[\\uD800-\\uDFFF]", "\uFFFD"));
    }

    private static String write(OutputFormat format, CsvFormat csv, List<List<String>> records) {
        StringWriter out = new StringWriter();
        RowWriter writer = format.rowWriter(out, COLUMNS, csv);
        for (List<String> cells : records) {
            Map<String, String> fields = OutputRows.fields(NAMES, cells);
            writer.write(OutputRows.answered(fields, JSON.writeValueAsString(Map.of("answer", cells.get(2)))));
        }
        writer.finish();
        return out.toString();
    }

    private static List<List<String>> readCsv(String written, char delimiter, String lineSeparator) {
        List<List<String>> lines = Rfc4180.parse(written, delimiter, lineSeparator);
        assertThat(lines.get(0)).isEqualTo(COLUMNS.all());
        return lines.stream().skip(1).map(cells -> cells.subList(0, 3)).toList();
    }

    private static List<List<String>> readWithOpenCsv(String written) throws Exception {
        try (CSVReader reader = new CSVReaderBuilder(new StringReader(written))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .withSkipLines(1)
                .build()) {
            return reader.readAll().stream()
                    .map(cells -> List.of(cells).subList(0, 3))
                    .toList();
        }
    }

    private static List<List<String>> withPlainLineBreaks(List<List<String>> records) {
        return records.stream()
                .map(cells -> cells.stream()
                        .map(cell -> cell.replace("\r\n", "\n").replace('\r', '\n'))
                        .toList())
                .toList();
    }

    private static List<String> cells(JsonNode row) {
        return List.of(
                row.get("first").asString(),
                row.get("second").asString(),
                row.get("answer").asString());
    }
}
