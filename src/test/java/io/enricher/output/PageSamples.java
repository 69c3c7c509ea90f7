package io.enricher.output;

import io.enricher.domain.FailureReason;
import io.enricher.domain.SourceRecord;
import io.enricher.output.OutputRow.Source;
import io.enricher.output.OutputRow.Status;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Rows about source code, and pages of them, for tests. */
final class PageSamples {

    static final List<String> INPUT = List.of(
            "path", "language", "kind", "name", "qualifiedName", "parent", "signature", "startLine", "endLine", "text");

    static final List<String> ANSWER = List.of(
            "summary", "inputs", "side_effects", "pitfalls", "usage_snippet", "related_spans", "evidence", "context");

    static final OutputColumns COLUMNS = OutputColumns.of("shop", INPUT, ANSWER, "");

    private PageSamples() {}

    /** @param lines as {@code 10-54} */
    static Map<String, String> symbol(String path, String kind, String qualifiedName, String lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("path", path);
        fields.put("language", "java");
        fields.put("kind", kind);
        fields.put("name", qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1));
        fields.put("qualifiedName", qualifiedName);
        fields.put("parent", kind.equals("method") ? parentIn(qualifiedName) : "");
        fields.put("signature", kind + " " + qualifiedName);
        fields.put("startLine", lines.substring(0, lines.indexOf('-')));
        fields.put("endLine", lines.substring(lines.indexOf('-') + 1));
        fields.put("text", "never shown");
        return fields;
    }

    private static String parentIn(String qualifiedName) {
        String[] parts = qualifiedName.split("\\.", -1);
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    static OutputRow answered(Map<String, String> fields, Map<String, ?> answer) {
        return row(fields, answer, "");
    }

    static OutputRow row(Map<String, String> fields, Map<String, ?> answer, String note) {
        return new OutputRow(
                record(fields),
                Optional.of(JsonMapper.shared().writeValueAsString(answer)),
                Status.OK,
                Source.MODEL,
                "gpt-5-nano",
                Optional.empty(),
                note);
    }

    static OutputRow failed(Map<String, String> fields) {
        return new OutputRow(
                record(fields),
                Optional.empty(),
                Status.FAILED,
                Source.NONE,
                "",
                Optional.of(FailureReason.INVALID_ANSWER),
                "");
    }

    private static SourceRecord record(Map<String, String> fields) {
        return new SourceRecord(1, 1, fields, Set.of("startLine", "endLine"));
    }

    static FinishedPart seal(Path target, OutputColumns columns, Iterable<OutputRow> rows) {
        try (EnrichedFile file = EnrichedFile.create(target, OutputFormat.MARKDOWN, columns, CsvFormat.PLAIN)) {
            rows.forEach(file::write);
            return file.seal();
        }
    }

    static void publish(Path target, OutputRow... rows) {
        OutputFormat.MARKDOWN.publish(seal(target, COLUMNS, List.of(rows)));
    }
}
