package io.enricher.output;

import io.enricher.domain.Item;
import io.enricher.domain.Outcome;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** What became of a row, as one line of JSON. */
final class LiveLine {

    private final List<String> files;

    /** @param files the names of the input's files; empty if there is only one */
    LiveLine(List<String> files) {
        this.files = List.copyOf(files);
    }

    /** Without a line break. */
    String render(LiveFile.Row row) {
        Item item = row.outcome().item();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = AnswerFields.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("row", item.place().row());
            json.writeNumberProperty("line", item.place().line());
            if (!files.isEmpty()) {
                json.writeStringProperty("file", files.get(item.place().file()));
            }
            if (row.outcome() instanceof Outcome.Enriched enriched) {
                writeAnswer(enriched, row.source(), json);
            } else if (row.outcome() instanceof Outcome.Failed failed) {
                json.writeStringProperty("status", OutputRow.Status.FAILED.code());
                json.writeStringProperty("reason", failed.reason().code());
                json.writeStringProperty("message", failed.message());
            }
            json.writeObjectPropertyStart("fields");
            item.fields().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeAnswer(Outcome.Enriched enriched, OutputRow.Source source, JsonGenerator json) {
        json.writeStringProperty("status", OutputRow.Status.OK.code());
        json.writeStringProperty("source", source.code());
        json.writeStringProperty("model", enriched.answer().model());
        if (!enriched.answer().note().isEmpty()) {
            json.writeStringProperty("note", enriched.answer().note());
        }
        json.writeName("answer");
        json.writeRawValue(enriched.answer().json());
    }
}
