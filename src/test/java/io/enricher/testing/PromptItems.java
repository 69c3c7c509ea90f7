package io.enricher.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Finds {@code {"items":[{"id":…}]}} in a user message, with or without words around it. */
final class PromptItems {

    private static final ObjectReader FIRST_VALUE =
            JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PromptItems() {}

    /** The items in prompt order; empty if there are none. */
    static List<AskedItem> in(String userMessage) {
        int at = userMessage.indexOf('{');
        while (at >= 0) {
            Optional<JsonNode> items = itemsAt(userMessage.substring(at));
            if (items.isPresent()) {
                return read(items.get());
            }
            at = userMessage.indexOf('{', at + 1);
        }
        return List.of();
    }

    private static Optional<JsonNode> itemsAt(String text) {
        try {
            JsonNode object = FIRST_VALUE.readTree(text);
            return object.path("items").isArray() ? Optional.of(object.path("items")) : Optional.empty();
        } catch (JacksonException notJsonHere) {
            return Optional.empty();
        }
    }

    private static List<AskedItem> read(JsonNode items) {
        List<AskedItem> read = new ArrayList<>();
        for (JsonNode item : items) {
            Map<String, String> fields = new LinkedHashMap<>();
            item.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
            String id = fields.getOrDefault("id", "");
            fields.remove("id");
            read.add(new AskedItem(id, fields));
        }
        return read;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.toString();
    }
}
