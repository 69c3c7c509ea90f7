package io.enricher.recipe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings an answer into canonical form, without a change of meaning: properties in the schema's order and no others,
 * texts without outer blanks, values of an enumeration spelled as there.
 */
final class AnswerRepair {

    private AnswerRepair() {}

    static JsonNode repair(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object && schema.has("properties")) {
            return object(object, schema.path("properties"));
        }
        if (value instanceof ArrayNode array && schema.has("items")) {
            ArrayNode repaired = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> repaired.add(repair(element, schema.path("items"))));
            return repaired;
        }
        return value.isString() ? text(value, schema) : value;
    }

    private static ObjectNode object(ObjectNode object, JsonNode properties) {
        ObjectNode repaired = JsonNodeFactory.instance.objectNode();
        properties.properties().forEach(property -> {
            JsonNode value = object.path(property.getKey());
            if (!value.isMissingNode()) {
                repaired.set(property.getKey(), repair(value, property.getValue()));
            }
        });
        return repaired;
    }

    private static JsonNode text(JsonNode value, JsonNode schema) {
        JsonNode stripped =
                JsonNodeFactory.instance.stringNode(value.stringValue().strip());
        JsonNode sameButCase = stripped;
        for (JsonNode allowed : schema.path("enum")) {
            if (allowed.equals(value) || allowed.equals(stripped)) {
                return allowed;
            }
            if (allowed.isString() && allowed.stringValue().equalsIgnoreCase(stripped.stringValue())) {
                sameButCase = allowed;
            }
        }
        return sameButCase;
    }
}
