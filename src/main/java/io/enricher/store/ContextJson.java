package io.enricher.store;

import io.enricher.domain.ContextSpan;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The context of an item as a JSON array of arrays, in its order. */
final class ContextJson {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private ContextJson() {}

    static String write(List<ContextSpan> context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (ContextSpan span : context) {
                json.writeStartArray();
                json.writeString(span.relation().id());
                json.writeNumber(span.number());
                json.writeNumber(span.similarity());
                json.writeString(span.label());
                json.writeString(span.signature());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return StorableText.json(text.toString());
    }

    /** @param text what {@link #write} made; null for an item without */
    static List<ContextSpan> read(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<ContextSpan> context = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                context.add(span(json));
                json.nextToken();
            }
        }
        return context;
    }

    private static ContextSpan span(JsonParser json) {
        ContextSpan.Relation relation =
                ContextSpan.Relation.valueOf(json.nextStringValue().toUpperCase(Locale.ROOT));
        long number = json.nextLongValue(0);
        json.nextToken();
        double similarity = json.getDoubleValue();
        return new ContextSpan(number, relation, json.nextStringValue(), similarity, json.nextStringValue());
    }
}
