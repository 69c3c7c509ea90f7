package io.enricher.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cuts a JSON Schema down to the keywords that a provider takes. A limit that is cut off goes into the description,
 * where the model can still read it; answers are validated against the whole schema anyway.
 */
public final class SchemaSubset {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> LIMITS = Set.of(
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems");

    private final Set<String> allowed;

    /** @param allowed the keywords to keep */
    public SchemaSubset(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** The schema as maps and lists, its keys in their order; all properties required, no others permitted. */
    public Map<String, Object> of(String schema) {
        return reduced(JSON.readValue(schema, OBJECT));
    }

    private Map<String, Object> reduced(Map<?, ?> schema) {
        Map<String, Object> result = new LinkedHashMap<>();
        List<String> lost = new ArrayList<>();
        schema.forEach((key, value) -> keep(String.valueOf(key), value, result, lost));
        if (result.get("properties") instanceof Map<?, ?> properties) {
            // Strict modes refuse a schema with optional or unnamed properties.
            result.put("required", List.copyOf(properties.keySet()));
            result.put("additionalProperties", false);
        }
        if (!lost.isEmpty()) {
            String described = result.get("description") instanceof String text ? text + " " : "";
            result.put("description", described + "(" + String.join(", ", lost) + ")");
        }
        return result;
    }

    private void keep(String keyword, Object value, Map<String, Object> result, List<String> lost) {
        // "One of" is understood by none of the strict modes, "any of" by all.
        String known = keyword.equals("oneOf") ? "anyOf" : keyword;
        if (known.equals("const") && !allowed.contains("const")) {
            result.put("enum", List.of(value));
        } else if (!allowed.contains(known)) {
            if (LIMITS.contains(keyword)) {
                lost.add(keyword + ": " + value);
            }
        } else {
            result.put(known, inner(known, value));
        }
    }

    private Object inner(String keyword, Object value) {
        return switch (keyword) {
            case "properties", "$defs", "definitions" -> value instanceof Map<?, ?> named ? named(named) : value;
            case "anyOf" ->
                value instanceof List<?> list ? list.stream().map(this::schema).toList() : value;
            case "items", "additionalProperties" -> schema(value);
            default -> value;
        };
    }

    private Map<String, Object> named(Map<?, ?> schemas) {
        Map<String, Object> result = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> result.put(String.valueOf(name), schema(schema)));
        return result;
    }

    private Object schema(Object value) {
        return value instanceof Map<?, ?> schema ? reduced(schema) : value;
    }
}
