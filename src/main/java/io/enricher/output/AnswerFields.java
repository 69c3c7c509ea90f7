package io.enricher.output;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a row's answer by name. Read with Jackson's streams alone: its mapper adds a quarter of a second to the
 * start of a run, and half to the time of a row.
 */
final class AnswerFields {

    static final JsonFactory JSON = JsonFactory.builder().build();

    private static final Field NULL = new Field(JsonToken.VALUE_NULL, "");

    private final Map<String, Field> fields;

    private AnswerFields(Map<String, Field> fields) {
        this.fields = fields;
    }

    /** @param text a string's text, nothing for null, else the value as JSON with its numbers as they were written */
    private record Field(JsonToken type, String text) {

        static Field read(JsonParser parser) {
            JsonToken type = parser.nextToken();
            return switch (type) {
                case VALUE_NULL -> NULL;
                case START_OBJECT, START_ARRAY -> new Field(type, copy(parser));
                default -> new Field(type, parser.getString());
            };
        }

        private static String copy(JsonParser parser) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                generator.copyCurrentStructureExact(parser);
            }
            return text.toString();
        }

        void write(JsonGenerator generator) {
            switch (type) {
                case VALUE_NULL -> generator.writeNull();
                case VALUE_STRING -> generator.writeString(text);
                default -> generator.writeRawValue(text);
            }
        }
    }

    /** @throws IllegalArgumentException if the answer is not a JSON object */
    static AnswerFields of(OutputRow row) {
        Optional<String> answer = row.answerJson();
        if (answer.isEmpty()) {
            return new AnswerFields(Map.of());
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer.get())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(
                        "record " + row.record().number() + ": the answer is not a JSON object");
            }
            Map<String, Field> fields = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                fields.put(parser.currentName(), Field.read(parser));
            }
            return new AnswerFields(fields);
        }
    }

    /** Writes the field as a JSON value; JSON's null if the answer lacks it. */
    void writeValue(String name, JsonGenerator generator) {
        fields.getOrDefault(name, NULL).write(generator);
    }

    /** The field as one cell: strings as they are, lists and objects as JSON, empty for null. */
    String cell(String name) {
        return fields.getOrDefault(name, NULL).text();
    }
}
