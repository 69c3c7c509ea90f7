package io.enricher.recipe;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * JSON trees as compact text, and back. With Jackson's streams alone: its mapper, which {@link JsonNode#toString()} uses
 * too, adds a quarter of a second to the start of a run.
 */
final class JsonText {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JsonText() {}

    /** The tree without blanks, its properties in their order. */
    static String write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, generator);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if {@code text} does not begin with a JSON value */
    static JsonNode read(String text) {
        return PartialJson.read(text.toCharArray(), 0)
                .root()
                .orElseThrow(() -> new IllegalArgumentException("no JSON value"));
    }

    private static void write(JsonNode node, JsonGenerator generator) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, generator);
            case ARRAY -> writeArray(node, generator);
            case STRING -> generator.writeString(node.stringValue());
            case BOOLEAN -> generator.writeBoolean(node.booleanValue());
            case NUMBER -> writeNumber(node, generator);
            default -> generator.writeNull();
        }
    }

    private static void writeObject(JsonNode object, JsonGenerator generator) {
        generator.writeStartObject();
        object.properties().forEach(property -> {
            generator.writeName(property.getKey());
            write(property.getValue(), generator);
        });
        generator.writeEndObject();
    }

    private static void writeArray(JsonNode array, JsonGenerator generator) {
        generator.writeStartArray();
        array.forEach(element -> write(element, generator));
        generator.writeEndArray();
    }

    private static void writeNumber(JsonNode number, JsonGenerator generator) {
        if (number.isIntegralNumber()) {
            generator.writeNumber(number.bigIntegerValue());
        } else {
            generator.writeNumber(number.doubleValue());
        }
    }
}
