package io.enricher.output;

import io.enricher.domain.FailureReason;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A row as one line of JSON: the input's fields are strings, answers keep their type, what is empty of ours is null. */
final class JsonRow {

    private final OutputColumns columns;

    JsonRow(OutputColumns columns) {
        this.columns = columns;
    }

    String render(OutputRow row) {
        ObjectNode json = AnswerFields.MAPPER.createObjectNode();
        Map<String, String> given = row.record().fields();
        columns.input().forEach(column -> json.put(column, given.getOrDefault(column, "")));
        AnswerFields answer = AnswerFields.of(row);
        columns.answer().forEach(field -> json.set(field, answer.value(field)));
        json.put("enrichment_status", row.status().code());
        putUnlessEmpty(json, "enrichment_source", row.source().code());
        putUnlessEmpty(json, "enrichment_model", row.model());
        putUnlessEmpty(
                json, "enrichment_error", row.error().map(FailureReason::code).orElse(""));
        putUnlessEmpty(json, "enrichment_note", row.note());
        // To text first: Jackson's own UTF-8 encoder fails on an unpaired surrogate.
        return AnswerFields.MAPPER.writeValueAsString(json);
    }

    private static void putUnlessEmpty(ObjectNode json, String name, String value) {
        if (value.isEmpty()) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
