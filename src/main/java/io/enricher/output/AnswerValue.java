package io.enricher.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON value of an answer, as pages show it: numbers and truth values are texts, null is an empty one. */
sealed interface AnswerValue {

    AnswerValue NOTHING = new Text("");

    record Text(String text) implements AnswerValue {

        @Override
        public boolean isEmpty() {
            return text.isBlank();
        }
    }

    record Items(List<AnswerValue> values) implements AnswerValue {

        public Items {
            values = List.copyOf(values);
        }

        @Override
        public boolean isEmpty() {
            return values.stream().allMatch(AnswerValue::isEmpty);
        }
    }

    /** @param values by name, in the order of the answer */
    record Members(Map<String, AnswerValue> values) implements AnswerValue {

        @Override
        public boolean isEmpty() {
            return values.values().stream().allMatch(AnswerValue::isEmpty);
        }
    }

    /** Whether there is nothing to show. */
    boolean isEmpty();

    /** Reads the value whose first token is the parser's current one, and leaves the parser at its last. */
    static AnswerValue read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> items(parser);
            case START_OBJECT -> members(parser);
            case VALUE_NULL -> NOTHING;
            default -> new Text(parser.getString());
        };
    }

    private static Items items(JsonParser parser) {
        List<AnswerValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return new Items(values);
    }

    private static Members members(JsonParser parser) {
        Map<String, AnswerValue> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, read(parser));
        }
        return new Members(values);
    }
}
