package io.enricher.output;

import io.enricher.domain.FailureReason;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** A row as one line of JSON: the input's and the answer's fields keep their types, what is empty of ours is null. */
final class JsonRow {

    private final OutputColumns columns;
    private final Map<String, Boolean> replaced = new HashMap<>();

    JsonRow(OutputColumns columns) {
        this.columns = columns;
    }

    String render(OutputRow row) {
        // To text first: Jackson's own UTF-8 encoder fails on an unpaired surrogate.
        StringWriter text = new StringWriter(sizeOf(row));
        try (JsonGenerator json = AnswerFields.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            writeInput(row, json);
            writeAnswer(row, json);
            writeEnrichment(row, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Room for the input and its escapes: a row of megabytes would otherwise be copied again and again as it grows. */
    private static int sizeOf(OutputRow row) {
        int length =
                row.record().fields().values().stream().mapToInt(String::length).sum();
        return length + length / 8 + 1024;
    }

    private void writeInput(OutputRow row, JsonGenerator json) {
        JsonRecord.write(row.record(), column -> !replaced.computeIfAbsent(column, columns::replaces), json);
    }

    private void writeAnswer(OutputRow row, JsonGenerator json) {
        AnswerFields answer = AnswerFields.of(row);
        for (String field : columns.answer()) {
            json.writeName(columns.nameOf(field));
            answer.writeValue(field, json);
        }
    }

    private static void writeEnrichment(OutputRow row, JsonGenerator json) {
        json.writeStringProperty("enrichment_status", row.status().code());
        writeUnlessEmpty(json, "enrichment_source", row.source().code());
        writeUnlessEmpty(json, "enrichment_model", row.model());
        writeUnlessEmpty(
                json, "enrichment_error", row.error().map(FailureReason::code).orElse(""));
        writeUnlessEmpty(json, "enrichment_note", row.note());
    }

    private static void writeUnlessEmpty(JsonGenerator json, String name, String value) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
