package io.enricher.source;

import io.enricher.code.Symbol;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A symbol as one line of JSON. */
final class ChunkRow {

    static final JsonFactory JSON = JsonFactory.builder().build();

    private ChunkRow() {}

    static String render(String path, Symbol symbol) {
        // By way of text: Jackson's own UTF-8 encoder fails on an unpaired surrogate.
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("path", path);
            json.writeStringProperty("language", symbol.language());
            json.writeStringProperty("kind", symbol.kind().id());
            json.writeStringProperty("name", symbol.name());
            json.writeStringProperty("qualifiedName", symbol.qualifiedName());
            json.writeStringProperty("parent", symbol.parent());
            json.writeStringProperty("visibility", symbol.visibility().id());
            json.writeStringProperty("signature", symbol.signature());
            writeTexts(json, "modifiers", symbol.modifiers());
            json.writeStringProperty("doc", symbol.doc());
            json.writeNumberProperty("startLine", symbol.startLine());
            json.writeNumberProperty("endLine", symbol.endLine());
            json.writeStringProperty("text", symbol.text());
            writeTexts(json, "calls", symbol.calls());
            writeLines(json, "textLines", symbol.textLines());
            writeLines(json, "statementLines", symbol.statementLines());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeLines(JsonGenerator json, String name, List<Integer> lines) {
        if (lines.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeArrayPropertyStart(name);
        lines.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
