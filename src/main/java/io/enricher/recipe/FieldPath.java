package io.enricher.recipe;

import io.enricher.domain.SourceRecord;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a field's text is in a record: a column, or a path such as {@code meta.title} or {@code tags.0} that leads into a
 * JSON value. A column whose name holds dots comes before a path.
 *
 * @param text as the user wrote it
 */
record FieldPath(String text) {

    static Map<String, FieldPath> all(Map<String, String> columns) {
        return columns.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, column -> new FieldPath(column.getValue())));
    }

    /** The column that a path leads into, by its first dot. */
    static String columnOf(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** The text there: a string as it is, another value as JSON, empty if there is none. */
    String in(SourceRecord record) {
        String direct = record.fields().get(text);
        if (direct != null) {
            return direct;
        }
        String column = columnOf(text);
        if (column.equals(text) || !record.json().contains(column)) {
            return "";
        }
        return textOf(at(record.fields().getOrDefault(column, ""), text.substring(column.length() + 1)));
    }

    private static JsonNode at(String json, String path) {
        try {
            JsonNode node = JsonText.read(json.isEmpty() ? "null" : json);
            for (String step : path.split("\\.", -1)) {
                node = node.isArray() && step.matches("\\d{1,9}") ? node.path(Integer.parseInt(step)) : node.path(step);
            }
            return node;
        } catch (JacksonException e) {
            throw new IllegalStateException("a typed value is JSON", e);
        }
    }

    private static String textOf(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isString() ? node.stringValue() : JsonText.write(node);
    }
}
