package io.enricher.provider.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON Schema from an item's text: a summary for a string, a stable choice for an enumeration, key terms for a
 * list, all lines for a range of lines. Patterns and formats of strings are beyond it: a list of such is empty where it
 * may be.
 */
final class RuleAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_STRING = 200;
    private static final int FEW = 5;
    private static final int DEEPEST = 20;

    private final JsonNode root;

    /** @param root the whole schema, into which references point */
    RuleAnswers(JsonNode root) {
        this.root = root;
    }

    /** The answer's fields in the schema's order. */
    ObjectNode of(JsonNode objectSchema, ItemText text) {
        return object(resolved(objectSchema), "", text, 0);
    }

    private ObjectNode object(JsonNode schema, String path, ItemText text, int depth) {
        ObjectNode result = NODES.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            result.set(name, value(property.getValue(), path + "/" + name, text, depth + 1));
        }
        return result;
    }

    private JsonNode value(JsonNode reference, String path, ItemText text, int depth) {
        JsonNode schema = resolved(reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (!schema.path("enum").isEmpty()) {
            return choices(schema.get("enum"), path, text, 1, 1).iterator().next();
        }
        boolean isBeyond = text.isEmpty() || schema.has("format");
        if (depth > DEEPEST || (isBeyond && isNullable(reference))) {
            return NODES.nullNode();
        }
        return switch (type(schema)) {
            case "string" -> NODES.stringNode(string(schema, text));
            case "integer" ->
                NODES.numberNode(NumberRule.integer(schema).pick(path, text).toBigInteger());
            case "number" -> NODES.numberNode(NumberRule.number(schema).pick(path, text));
            case "boolean" -> NODES.booleanNode(text.pick(path, 2) == 0);
            case "array" -> array(schema, path, text, depth);
            case "object" ->
                isLineRange(schema) && text.lastLine().isPresent() ? allLines(text) : object(schema, path, text, depth);
            default -> NODES.nullNode();
        };
    }

    private static boolean isLineRange(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        return Set.copyOf(properties.propertyNames()).equals(Set.of("from", "to"))
                && properties.valueStream().allMatch(end -> type(end).equals("integer"));
    }

    private static ObjectNode allLines(ItemText text) {
        return NODES.objectNode().put("from", 1).put("to", text.lastLine().orElseThrow());
    }

    /** A time cannot be told from the text by a rule, so it is one that nobody takes for real. */
    private static String string(JsonNode schema, ItemText text) {
        return switch (schema.path("format").asString("")) {
            case "date" -> "1970-01-01";
            case "date-time" -> "1970-01-01T00:00:00Z";
            case "time" -> "00:00:00Z";
            default -> words(schema, text);
        };
    }

    private static String words(JsonNode schema, ItemText text) {
        int most = schema.path("maxLength").asInt(LONGEST_STRING);
        String summary = text.summary(most);
        String said = summary.isEmpty() ? ItemText.cut("no text", most) : summary;
        int missing = schema.path("minLength").asInt(0) - said.codePointCount(0, said.length());
        return missing > 0 ? said + ".".repeat(missing) : said;
    }

    private ArrayNode array(JsonNode schema, String path, ItemText text, int depth) {
        JsonNode items = resolved(schema.path("items"));
        int least = schema.path("minItems").asInt(0);
        int most = Math.max(least, schema.path("maxItems").asInt(FEW));
        ArrayNode result = NODES.arrayNode();
        if (!items.path("enum").isEmpty()) {
            return result.addAll(choices(items.get("enum"), path, text, Math.max(1, least), most));
        }
        if (items.has("pattern") && least == 0) {
            return result;
        }
        if (type(items).equals("string")) {
            terms(items, text, least, most).forEach(result::add);
            return result;
        }
        for (int index = 0; index < Math.min(most, Math.max(1, least)); index++) {
            result.add(value(items, path + "/" + index, text, depth + 1));
        }
        return result;
    }

    private static Collection<String> terms(JsonNode items, ItemText text, int least, int most) {
        int longest = items.path("maxLength").asInt(LONGEST_STRING);
        int shortest = items.path("minLength").asInt(0);
        Set<String> terms = new LinkedHashSet<>();
        for (String term : text.keyTerms(most)) {
            if (term.length() >= shortest) {
                terms.add(ItemText.cut(term, longest));
            }
        }
        for (int number = 1; terms.size() < least; number++) {
            terms.add("term " + number);
        }
        return terms;
    }

    /** The choices that the text mentions; where these are too few, others by the text's hash. Null comes last. */
    private static Collection<JsonNode> choices(JsonNode choices, String path, ItemText text, int least, int most) {
        List<JsonNode> real =
                choices.valueStream().filter(node -> !node.isNull()).toList();
        if (real.isEmpty() || most < 1) {
            return most < 1 ? List.of() : List.<JsonNode>of(NODES.nullNode());
        }
        Set<JsonNode> chosen = new LinkedHashSet<>();
        real.stream()
                .filter(node -> text.mentions(node.asString("")))
                .limit(most)
                .forEach(chosen::add);
        int start = text.pick(path, real.size());
        for (int offset = 0; chosen.size() < least && offset < real.size(); offset++) {
            chosen.add(real.get((start + offset) % real.size()));
        }
        return new ArrayList<>(chosen);
    }

    /** Follows references into the schema, and the first branch of a choice that is not null. */
    private JsonNode resolved(JsonNode reference) {
        JsonNode schema = reference;
        for (int step = 0; step < DEEPEST; step++) {
            JsonNode branches = branches(schema);
            if (schema.path("$ref").asString("").startsWith("#")) {
                schema = root.at(schema.path("$ref").asString("").substring(1));
            } else if (!branches.isEmpty()) {
                schema = branches.valueStream()
                        .filter(branch -> !type(branch).equals("null"))
                        .findFirst()
                        .orElse(branches.get(0));
            } else {
                return schema;
            }
        }
        return schema;
    }

    private static JsonNode branches(JsonNode schema) {
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (!schema.path(keyword).isEmpty()) {
                return schema.get(keyword);
            }
        }
        return NODES.arrayNode();
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(word -> word.asString(""))
                    .filter(word -> !word.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type.asString(schema.has("properties") ? "object" : "string");
    }

    private static boolean isNullable(JsonNode reference) {
        return reference.path("type").valueStream().anyMatch(word -> word.asString("")
                        .equals("null"))
                || branches(reference).valueStream().anyMatch(branch -> type(branch)
                        .equals("null"));
    }
}
