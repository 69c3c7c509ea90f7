package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.FailureReason;
import io.enricher.domain.SourceRecord;
import io.enricher.output.CsvFormat.ByteOrderMark;
import io.enricher.output.OutputRow.Source;
import io.enricher.output.OutputRow.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowWriterTest {

    private static final OutputColumns TOPICS =
            OutputColumns.of("in.csv", List.of("level", "topic"), List.of("tldr", "tags"), "");

    @Test
    void csvHasInputThenAnswerThenEnrichmentColumns() {
        OutputRow row = OutputRows.answered(
                OutputRows.fields(List.of("level", "topic"), List.of("Senior", "Hiring, \"fast\"")),
                "{\"tags\":[\"a\",\"b\"],\"tldr\":\"Back\\\\slash\"}");

        String written = write(OutputFormat.CSV, TOPICS, CsvFormat.PLAIN, row);

        assertThat(written)
                .isEqualTo(
                        """
                        level,topic,tldr,tags,enrichment_status,enrichment_source,enrichment_model,enrichment_error,enrichment_note
                        Senior,"Hiring, ""fast""\",Back\\slash,"[""a"",""b""]",ok,model,gpt-5-nano,,
                        """);
    }

    @Test
    void csvFollowsDelimiterLineEndAndMarkOfTheInput() {
        CsvFormat format = new CsvFormat(';', ByteOrderMark.PRESENT, "\r\n");
        OutputRow row = OutputRows.answered(
                OutputRows.fields(List.of("level", "topic"), List.of("a,b", "c;d")), "{\"tldr\":\"x\",\"tags\":null}");

        String written = write(OutputFormat.CSV, TOPICS, format, row);

        assertThat(written)
                .startsWith("\uFEFFlevel;topic;tldr;tags;enrichment_status;")
                .endsWith("\r\n");
        assertThat(written.lines().toList().get(1)).isEqualTo("a,b;\"c;d\";x;;ok;model;gpt-5-nano;;");
    }

    @Test
    void failedRowHasReasonAndEmptyAnswer() {
        OutputRow row = OutputRows.failed(
                OutputRows.fields(List.of("level", "topic"), List.of("a", "b")), FailureReason.CONTENT_FILTER);

        assertThat(write(OutputFormat.CSV, TOPICS, CsvFormat.PLAIN, row)
                        .lines()
                        .toList()
                        .get(1))
                .isEqualTo("a,b,,,failed,,,content_filter,");
        assertThat(write(OutputFormat.JSONL, TOPICS, CsvFormat.PLAIN, row))
                .isEqualTo(
                        """
                        {"level":"a","topic":"b","tldr":null,"tags":null,"enrichment_status":"failed",\
                        "enrichment_source":null,"enrichment_model":null,"enrichment_error":"content_filter",\
                        "enrichment_note":null}
                        """);
    }

    @Test
    void failedRowMayCarryTheDefault() {
        OutputRow row = new OutputRow(
                new SourceRecord(1, 2, OutputRows.fields(List.of("level", "topic"), List.of("a", "b"))),
                Optional.of("{\"tldr\":\"none\",\"tags\":[]}"),
                Status.FAILED,
                Source.DEFAULT,
                "",
                Optional.of(FailureReason.REFUSED),
                "truncated");

        assertThat(write(OutputFormat.CSV, TOPICS, CsvFormat.PLAIN, row)
                        .lines()
                        .toList()
                        .get(1))
                .isEqualTo("a,b,none,[],failed,default,,refused,truncated");
    }

    @Test
    void numbersAndBooleansStayAsTheyWereWritten() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("id"), List.of("score", "big", "sure", "parts"), "");
        String answer = "{\"score\":0.10,\"big\":12345678901234567890,\"sure\":true,\"parts\":{\"a\":1.50}}";

        OutputRow row = OutputRows.answered(Map.of("id", "007"), answer);

        assertThat(write(OutputFormat.CSV, columns, CsvFormat.PLAIN, row)
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("007,0.10,12345678901234567890,true,\"{\"\"a\"\":1.50}\",ok");
        assertThat(write(OutputFormat.JSONL, columns, CsvFormat.PLAIN, row))
                .startsWith(
                        "{\"id\":\"007\",\"score\":0.10,\"big\":12345678901234567890,\"sure\":true,\"parts\":{\"a\":1.50},");
    }

    @Test
    void aPrefixStandsBeforeTheNamesOfTheAnswersFieldsAndBeforeNoOthers() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("tldr"), List.of("tldr"), "ai_");

        OutputRow row = OutputRows.answered(Map.of("tldr", "theirs"), "{\"tldr\":\"ours\"}");

        assertThat(write(OutputFormat.CSV, columns, CsvFormat.PLAIN, row))
                .startsWith("tldr,ai_tldr,enrichment_status,")
                .contains("theirs,ours,ok,");
        assertThat(write(OutputFormat.JSONL, columns, CsvFormat.PLAIN, row))
                .startsWith("{\"tldr\":\"theirs\",\"ai_tldr\":\"ours\",\"enrichment_status\":\"ok\",");
    }

    @Test
    void jsonIsOneArrayWithARowPerLine() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("id"), List.of(), "");

        String written = write(
                OutputFormat.JSON,
                columns,
                CsvFormat.PLAIN,
                OutputRows.answered(Map.of("id", "1"), "{}"),
                OutputRows.answered(Map.of("id", "2"), "{}"));

        assertThat(written)
                .isEqualTo(
                        """
                        [
                        {"id":"1","enrichment_status":"ok","enrichment_source":"model","enrichment_model":"gpt-5-nano",\
                        "enrichment_error":null,"enrichment_note":null},
                        {"id":"2","enrichment_status":"ok","enrichment_source":"model","enrichment_model":"gpt-5-nano",\
                        "enrichment_error":null,"enrichment_note":null}
                        ]
                        """);
    }

    @Test
    void noRowsGiveAHeaderAnEmptyArrayOrAnEmptyFile() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("id"), List.of("tldr"), "");

        assertThat(write(OutputFormat.CSV, columns, CsvFormat.PLAIN)).isEqualTo(String.join(",", columns.all()) + "\n");
        assertThat(write(OutputFormat.JSON, columns, CsvFormat.PLAIN)).isEqualTo("[]\n");
        assertThat(write(OutputFormat.JSONL, columns, CsvFormat.PLAIN)).isEmpty();
    }

    @Test
    void columnsOfAnEarlierRunAreReplaced() {
        OutputColumns columns = OutputColumns.of(
                "in.csv",
                List.of("id", "enrichment_status", "Enrichment_Error", "enrichment_budget"),
                List.of("tldr"),
                "");
        Map<String, String> fields = OutputRows.fields(
                List.of("id", "enrichment_status", "Enrichment_Error", "enrichment_budget"),
                List.of("1", "failed", "refused", "10"));

        OutputRow row = OutputRows.answered(fields, "{\"tldr\":\"x\"}");

        assertThat(write(OutputFormat.CSV, columns, CsvFormat.PLAIN, row))
                .isEqualTo(
                        """
                        id,enrichment_budget,tldr,enrichment_status,enrichment_source,enrichment_model,enrichment_error,enrichment_note
                        1,10,x,ok,model,gpt-5-nano,,
                        """);
        assertThat(write(OutputFormat.JSONL, columns, CsvFormat.PLAIN, row))
                .doesNotContain("refused")
                .contains("\"enrichment_status\":\"ok\"");
    }

    @Test
    void answerThatIsNoObjectIsRefused() {
        OutputRow row = OutputRows.answered(OutputRows.fields(List.of("level", "topic"), List.of("a", "b")), "[1]");

        assertThatThrownBy(() -> write(OutputFormat.CSV, TOPICS, CsvFormat.PLAIN, row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("record 1: the answer is not a JSON object");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void failureOfTheDiskIsNotSwallowed(OutputFormat format) {
        OutputRow row = OutputRows.answered(OutputRows.fields(List.of("level", "topic"), List.of("a", "b")), "{}");

        assertThatThrownBy(() -> {
                    RowWriter writer = format.rowWriter(new FailingWriter(), TOPICS, CsvFormat.PLAIN);
                    writer.write(row);
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
    }

    private static String write(OutputFormat format, OutputColumns columns, CsvFormat csv, OutputRow... rows) {
        StringWriter out = new StringWriter();
        RowWriter writer = format.rowWriter(out, columns, csv);
        for (OutputRow row : rows) {
            writer.write(row);
        }
        writer.finish();
        return out.toString();
    }

    private static final class FailingWriter extends Writer {

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
