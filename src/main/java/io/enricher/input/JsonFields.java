package io.enricher.input;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of one JSON object, each as text: strings as they are, other values as the JSON that stands in the file, with
 * its numbers as they were written. Read with Jackson's streams alone, which start faster than its mapper.
 *
 * @param texts   name to text, in the object's order; empty for null
 * @param json    the names of the values that are no strings
 * @param problem why the object cannot be a record, empty if it can
 */
record JsonFields(Map<String, String> texts, Set<String> json, Optional<String> problem) {

    static final JsonFactory JSON = JsonFactory.builder().build();

    /**
     * Reads to the end of the object.
     *
     * @param parser at the object's start
     * @throws tools.jackson.core.JacksonException if the text is not JSON
     */
    static JsonFields read(JsonParser parser) {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> json = new LinkedHashSet<>();
        Optional<String> problem = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken type = parser.nextToken();
            if (type != JsonToken.VALUE_STRING) {
                json.add(name);
            }
            if (texts.put(name, text(type, parser)) != null) {
                problem = Optional.of("the key \"" + name + "\" is there twice");
            }
        }
        return new JsonFields(texts, json, problem);
    }

    private static String text(JsonToken type, JsonParser parser) {
        return switch (type) {
            case VALUE_NULL -> "";
            case START_OBJECT, START_ARRAY -> copy(parser);
            default -> parser.getString();
        };
    }

    private static String copy(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    /**
     * These fields as a record, a bad one if there is a problem.
     *
     * @param text the record as it stands in the file
     */
    FoundRecord found(long line, Optional<String> trouble, String text) {
        return trouble.<FoundRecord>map(what -> new FoundRecord.Bad(line, what, text))
                .orElseGet(() -> new FoundRecord.Good(line, texts, json));
    }
}
