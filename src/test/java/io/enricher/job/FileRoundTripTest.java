package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.SourceRecord;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.input.RejectListener;
import io.enricher.output.CsvFormat;
import io.enricher.output.EnrichedFile;
import io.enricher.output.OutputColumns;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import tools.jackson.databind.json.JsonMapper;

/** What one run writes the next one reads: an output is an input like any other, whatever texts it holds. */
class FileRoundTripTest {

    private static final List<String> NAMES = List.of("first", "second", "third");
    private static final OutputColumns COLUMNS = OutputColumns.of("rows", NAMES, List.of("answer"), "");
    /** The only delimiter that is not detected. */
    private static final ReaderSettings BAR = new ReaderSettings(Optional.of("|"), Optional.empty());

    private static final int MEGABYTE = 1 << 20;

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("round-trip");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (Path left :
                List.of(folder.resolve("rows.csv"), folder.resolve("rows.json"), folder.resolve("rows.jsonl"))) {
            Files.deleteIfExists(left);
        }
        Files.delete(folder);
    }

    @Property(tries = 300, seed = "1")
    void csvOfEveryDialect(
            @ForAll("tables") List<List<String>> rows,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineSeparators") String lineSeparator,
            @ForAll CsvFormat.ByteOrderMark mark) {
        assertComesBack(OutputFormat.CSV, "rows.csv", new CsvFormat(delimiter, mark, lineSeparator), rows);
    }

    @Property(tries = 200, seed = "2")
    void json(@ForAll("tables") List<List<String>> rows) {
        assertComesBack(OutputFormat.JSON, "rows.json", CsvFormat.PLAIN, rows);
    }

    @Property(tries = 200, seed = "3")
    void jsonLines(@ForAll("tables") List<List<String>> rows) {
        assertComesBack(OutputFormat.JSONL, "rows.jsonl", CsvFormat.PLAIN, rows);
    }

    @Property(tries = 6, seed = "4")
    void cellsOfAMegabyte(@ForAll("hostile") String part) {
        // A reader gives a quoted cell of more than 100,000 lines up for one that was never closed.
        String line = part + "-".repeat(100);
        String cell = line.repeat(MEGABYTE / line.length());
        List<List<String>> rows = List.of(List.of("a", cell, "b"), List.of(cell, "", "c"));

        assertComesBack(OutputFormat.CSV, "rows.csv", CsvFormat.PLAIN, rows);
        assertComesBack(OutputFormat.JSON, "rows.json", CsvFormat.PLAIN, rows);
        assertComesBack(OutputFormat.JSONL, "rows.jsonl", CsvFormat.PLAIN, rows);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.oneOf(hostile(), Arbitraries.strings().all().ofMaxLength(40))
                .list()
                .ofSize(NAMES.size())
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "\"",
                        "\"\"",
                        "'",
                        "\\",
                        "\\u0000",
                        "\n",
                        "\r",
                        "\r\n",
                        ",",
                        ";",
                        "\t",
                        "|",
                        "\0",
                        " ",
                        "x",
                        "=HYPERLINK(\"x\")",
                        "@SUM(1)",
                        "</script>",
                        "<!--",
                        "{\"a\":",
                        "]}",
                        "\uFEFF",
                        "\u2028",
                        "\u0085",
                        "\uD83D\uDE00",
                        "\uD83D",
                        "\uDE00",
                        "\u202Eabc",
                        "e\u0301",
                        "null",
                        "#")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<String> lineSeparators() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    private static void assertComesBack(OutputFormat format, String name, CsvFormat csv, List<List<String>> rows) {
        Path file = folder.resolve(name);
        write(file, format, csv, rows);

        List<List<String>> read = read(file, csv.delimiter() == '|' ? BAR : ReaderSettings.DETECT);

        // Not containsExactly: it would print megabytes.
        List<List<String>> expected = rows.stream()
                .map(cells -> cells.stream().map(FileRoundTripTest::encodable).toList())
                .toList();
        if (!read.equals(expected)) {
            assertThat(read.toString()).isEqualTo(expected.toString());
        }
    }

    /** Half a surrogate pair is no character: UTF-8 cannot say it. */
    private static String encodable(String text) {
        return text.replaceAll(
                "(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])", "\uFFFD");
    }

    private static void write(Path file, OutputFormat format, CsvFormat csv, List<List<String>> rows) {
        try (EnrichedFile out = EnrichedFile.create(file, format, COLUMNS, csv)) {
            for (int i = 0; i < rows.size(); i++) {
                Map<String, String> fields = new LinkedHashMap<>();
                for (int column = 0; column < NAMES.size(); column++) {
                    fields.put(NAMES.get(column), rows.get(i).get(column));
                }
                // An answer is as hostile as an input.
                String answer = JsonMapper.shared()
                        .writeValueAsString(Map.of("answer", rows.get(i).get(0)));
                out.write(new OutputRow(
                        new SourceRecord(i + 1L, i + 2L, fields),
                        Optional.of(answer),
                        OutputRow.Status.OK,
                        OutputRow.Source.MODEL,
                        "model",
                        Optional.empty(),
                        ""));
            }
            out.seal().publish();
        }
    }

    private static List<List<String>> read(Path file, ReaderSettings settings) {
        RejectListener none = rejected -> {
            throw new AssertionError("record " + rejected.place().row() + " was rejected: " + rejected.reason());
        };
        ItemStreamReader<SourceRecord> reader =
                InputFiles.open(file.toString(), settings).readerFromBeginning(none);
        reader.open(new ExecutionContext());
        try {
            List<List<String>> rows = new ArrayList<>();
            for (SourceRecord record = reader.read(); record != null; record = reader.read()) {
                assertThat(record.fields().get("answer").equals(record.fields().get("first")))
                        .as("the answer of record %s", record.number())
                        .isTrue();
                rows.add(NAMES.stream().map(record.fields()::get).toList());
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            reader.close();
        }
    }
}
