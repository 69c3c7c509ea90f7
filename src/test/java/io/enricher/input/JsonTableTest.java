package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

class JsonTableTest {

    private static final String FIRST =
            """
            {"id": 7, "title": "Gr\u00fc\u00dfe \\"x\\"", "meta": {"tags": ["a", "b"], "n": 1.50}, "done": false, "gone": null}""";
    private static final String SECOND = "{\"title\":\"two\",\"more\":12345678901234567890}";

    @TempDir
    Path folder;

    private final List<RejectedRecord> rejected = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "rows.ndjson", "rows.json", "rows.jsonl.gz", "rows.JSON.GZ"})
    void valuesKeepTheirTextAndTheirTypes(String name) throws Exception {
        boolean isArray = name.toLowerCase(Locale.ROOT).contains(".json.") || name.endsWith(".json");
        InputFile input = open(name, isArray ? "[" + FIRST + ",\n" + SECOND + "]" : FIRST + "\r\n\n" + SECOND);

        List<SourceRecord> records = read(input);

        assertThat(input.columns()).containsExactly("id", "title", "meta", "done", "gone", "more");
        assertThat(input.hasTypedValues()).isTrue();
        assertThat(records).hasSize(2);
        assertThat(records.get(0).fields())
                .containsExactly(
                        entry("id", "7"),
                        entry("title", "Gr\u00fc\u00dfe \"x\""),
                        entry("meta", "{\"tags\":[\"a\",\"b\"],\"n\":1.50}"),
                        entry("done", "false"),
                        entry("gone", ""));
        assertThat(records.get(0).json()).containsExactlyInAnyOrder("id", "meta", "done", "gone");
        assertThat(records.get(1).fields())
                .containsExactly(entry("title", "two"), entry("more", "12345678901234567890"));
        assertThat(records.get(1).number()).isEqualTo(2);
        assertThat(records.get(1).line()).isEqualTo(isArray ? 2 : 3);
    }

    @Test
    void aLineThatIsNoObjectIsRejectedAndTheOthersAreRead() throws Exception {
        InputFile input = open("rows.jsonl", "{\"a\":1}\n[1]\n{\"a\":\n{\"a\":1,\"a\":2}\n{\"a\":3} x\n{\"a\":4}\n");

        assertThat(read(input)).extracting(SourceRecord::number).containsExactly(1L, 6L);
        assertThat(rejected).extracting(record -> record.place().line()).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rejected.get(0).reason()).isEqualTo("not a JSON object");
        assertThat(rejected.get(1).reason()).startsWith("not valid JSON: ");
        assertThat(rejected.get(2).reason()).isEqualTo("the key \"a\" is there twice");
        assertThat(rejected.get(1).text()).isEqualTo("{\"a\":");
    }

    static Stream<Arguments> noArrays() {
        return Stream.of(
                Arguments.of("{\"a\":1}", "is not an array of objects. It must begin with ["),
                Arguments.of("[{\"a\":1},\n{\"a\":]", "line 2: not valid JSON"),
                Arguments.of("[{\"a\":1},\n{\"a\":2}", "line 2: not valid JSON"),
                Arguments.of("[{\"a\":1}]\n[]", "line 2: text after the end of the array"));
    }

    @ParameterizedTest
    @MethodSource("noArrays")
    void textThatIsNoArrayOfObjectsIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(open("rows.json", text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rows.json")
                .hasMessageContaining(message);
    }

    @Test
    void elementsThatAreNoObjectsAreRejected() throws Exception {
        assertThat(read(open("rows.json", "[1, {\"a\":\"x\"}, [2, {}], null, {\"a\":\"y\"}]")))
                .extracting(SourceRecord::number)
                .containsExactly(2L, 5L);
        assertThat(rejected).extracting(RejectedRecord::number).containsExactly(1L, 3L, 4L);
    }

    @Test
    void badBytesAreRefusedWithTheirLineAndTheCure() throws IOException {
        Path file = folder.resolve("rows.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("{\"a\":1}\n{\"a\":\"".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {(byte) 0xFC, '"', '}'});
        }

        assertThatThrownBy(() -> read(InputFile.open(file, ReaderSettings.DETECT)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("encoding=windows-1252");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "rows.json", "rows.json.gz"})
    void aRestartGoesOnBehindTheLastRecord(String name) throws Exception {
        boolean isArray = name.contains(".json") && !name.contains(".jsonl");
        StringBuilder text = new StringBuilder(isArray ? "[" : "");
        for (int i = 1; i <= 5_000; i++) {
            text.append("{\"n\":")
                    .append(i)
                    .append("}")
                    .append(i < 5_000 && isArray ? "," : "")
                    .append('\n');
        }
        InputFile input = open(name, text + (isArray ? "]" : ""));
        ExecutionContext context = new ExecutionContext();
        ItemStreamReader<SourceRecord> reader = Readers.resumable(input, rejected::add);
        reader.open(context);
        for (int i = 0; i < 1_234; i++) {
            reader.read();
        }
        reader.update(context);
        reader.close();

        reader = Readers.resumable(input, rejected::add);
        reader.open(context);

        assertThat(reader.read().fields()).containsEntry("n", "1235");
        reader.close();
    }

    private InputFile open(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
        return InputFile.open(file, new ReaderSettings(Optional.empty(), Optional.empty()));
    }

    private List<SourceRecord> read(InputFile input) throws Exception {
        ItemStreamReader<SourceRecord> reader = Readers.fromBeginning(input, rejected::add);
        List<SourceRecord> records = new ArrayList<>();
        reader.open(new ExecutionContext());
        try {
            for (SourceRecord record = reader.read(); record != null; record = reader.read()) {
                records.add(record);
            }
        } finally {
            reader.close();
        }
        return records;
    }
}
