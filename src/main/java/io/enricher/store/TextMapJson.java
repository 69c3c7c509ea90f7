package io.enricher.store;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A map of texts as one JSON object, in the map's order; any text comes back as it was. With Jackson's streams alone:
 * its mapper adds a quarter of a second to the start of a run.
 */
final class TextMapJson {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private TextMapJson() {}

    static String write(Map<String, String> texts) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
            generator.writeStartObject();
            texts.forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }
        return StorableText.json(json.toString());
    }

    static Map<String, String> read(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                texts.put(name, parser.getString());
            }
        }
        return texts;
    }
}
