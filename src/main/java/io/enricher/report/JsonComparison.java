package io.enricher.report;

import io.enricher.domain.Comparison;
import io.enricher.domain.Comparison.Change;
import io.enricher.domain.Comparison.Field;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** How two outputs differ, as one JSON object. */
public final class JsonComparison {

    /**
     * @param file where the single rows are
     * @param page where a person sees them side by side
     */
    public String render(Comparison comparison, String file, String page) {
        return IndentedJson.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("a", comparison.a());
            json.writeStringProperty("b", comparison.b());
            json.writeNumberProperty("rows", comparison.rows());
            json.writeNumberProperty("differing", comparison.differing());
            json.writeNumberProperty("failedOnlyInA", comparison.failedOnlyInA());
            json.writeNumberProperty("failedOnlyInB", comparison.failedOnlyInB());
            json.writeStringProperty("fieldsKnownBy", comparison.fieldsKnownBy());
            writeNames(json, "onlyInA", comparison.onlyInA());
            writeNames(json, "onlyInB", comparison.onlyInB());
            json.writeArrayPropertyStart("fields");
            comparison.fields().forEach(field -> writeField(json, field));
            json.writeEndArray();
            json.writeStringProperty("output", file);
            json.writeStringProperty("page", page);
            json.writeEndObject();
        });
    }

    private static void writeNames(JsonGenerator json, String name, List<String> names) {
        json.writeArrayPropertyStart(name);
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeField(JsonGenerator json, Field field) {
        json.writeStartObject();
        json.writeStringProperty("name", field.name());
        json.writeNumberProperty("differing", field.differing());
        json.writeArrayPropertyStart("changes");
        for (Change change : field.changes()) {
            json.writeStartObject();
            json.writeStringProperty("a", change.a());
            json.writeStringProperty("b", change.b());
            json.writeNumberProperty("rows", change.rows());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
