package io.enricher.store;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A map of texts as one JSON object, in the map's order; any text comes back as it was. */
final class TextMapJson {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private TextMapJson() {}

    static String write(Map<String, String> texts) {
        return StorableText.json(MAPPER.writeValueAsString(texts));
    }

    static Map<String, String> read(String json) {
        return MAPPER.readValue(json, TEXTS);
    }
}
