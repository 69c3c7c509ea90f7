package io.enricher.recipe;

import io.enricher.domain.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of one item's answer, as a recipe's author writes it: what it must be beyond the meta-schema, and its
 * strict form, in which every property of every object is required and no other is allowed. Providers that hold a model
 * to a schema demand that form.
 */
final class AnswerSchema {

    /** Keywords that mean something for one type only. */
    private static final Map<String, String> TYPE_OF_KEYWORD = Map.ofEntries(
            Map.entry("properties", "object"),
            Map.entry("required", "object"),
            Map.entry("additionalProperties", "object"),
            Map.entry("items", "array"),
            Map.entry("minItems", "array"),
            Map.entry("maxItems", "array"),
            Map.entry("minLength", "string"),
            Map.entry("maxLength", "string"),
            Map.entry("pattern", "string"),
            Map.entry("format", "string"),
            Map.entry("minimum", "number"),
            Map.entry("maximum", "number"));

    private final List<RecipeProblem> problems = new ArrayList<>();

    private AnswerSchema() {}

    /** What is wrong with a schema that the meta-schema lets pass. */
    static List<RecipeProblem> problems(JsonNode schema, String pointer) {
        AnswerSchema check = new AnswerSchema();
        if (!isOfType(schema, "object")) {
            check.add(
                    pointer + "/type",
                    "an answer is an object with a property for each added field; write type: object");
        }
        check.check(schema, pointer);
        return check.problems;
    }

    /** The strict form. */
    static JsonNode strict(JsonNode schema) {
        if (!(schema.deepCopy() instanceof ObjectNode strict)) {
            return schema;
        }
        if (strict.path("properties") instanceof ObjectNode properties) {
            ArrayNode required = strict.arrayNode();
            properties.propertyNames().forEach(required::add);
            properties.properties().forEach(property -> property.setValue(strict(property.getValue())));
            strict.remove(List.of("required", "additionalProperties"));
            strict.set("required", required);
            strict.put("additionalProperties", false);
        }
        if (strict.has("items")) {
            strict.set("items", strict(strict.path("items")));
        }
        return strict;
    }

    /** The values that a field can have if the schema lists them, as they stand in a cell; else an empty list. */
    static List<String> choices(JsonNode schema) {
        if (schema.path("enum").isArray()) {
            return texts(schema.path("enum"));
        }
        return isOfType(schema, "boolean") ? List.of("true", "false") : List.of();
    }

    /** Whether the schema's type is {@code type}, or that or null. */
    static boolean isOfType(JsonNode schema, String type) {
        JsonNode stated = schema.path("type");
        return stated.isArray()
                ? stated.values().stream().anyMatch(one -> one.asString("").equals(type))
                : stated.asString("").equals(type);
    }

    private void check(JsonNode schema, String pointer) {
        checkKeywordsFitType(schema, pointer);
        checkRange(schema, pointer, "minLength", "maxLength");
        checkRange(schema, pointer, "minItems", "maxItems");
        checkRange(schema, pointer, "minimum", "maximum");
        checkPattern(schema, pointer);
        checkEnum(schema, pointer);
        if (isOfType(schema, "object")) {
            checkObject(schema, pointer);
        }
        if (isOfType(schema, "array")) {
            checkArray(schema, pointer);
        }
    }

    private void checkObject(JsonNode schema, String pointer) {
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty()) {
            add(pointer, "an object needs at least one property; name them under properties");
        }
        List<String> names = List.copyOf(properties.propertyNames());
        checkRequired(schema, pointer, names);
        checkDifferOnlyInCase(names, pointer + "/properties");
        properties
                .properties()
                .forEach(property -> check(property.getValue(), pointer + "/properties/" + property.getKey()));
    }

    private void checkRequired(JsonNode schema, String pointer, List<String> names) {
        if (!schema.has("required")) {
            return;
        }
        List<String> required = texts(schema.path("required"));
        for (String name : required) {
            if (!names.contains(name)) {
                add(pointer + "/required", "\"" + name + "\" is not a property" + NearestName.ending(name, names));
            }
        }
        for (String name : names) {
            if (!required.contains(name)) {
                add(
                        pointer + "/required",
                        "every property is required, but \"" + name
                                + "\" is not listed. Leave required out; what may be absent gets type: [T, \"null\"]");
            }
        }
    }

    private void checkDifferOnlyInCase(List<String> names, String pointer) {
        RecipeNames.repeatedIgnoringCase(names)
                .ifPresent(name -> add(
                        pointer + "/" + name, "\"" + name + "\" differs from another name in case only; rename one"));
    }

    private void checkArray(JsonNode schema, String pointer) {
        if (!schema.has("items")) {
            add(pointer, "an array needs items: the schema of each of its elements");
            return;
        }
        check(schema.path("items"), pointer + "/items");
    }

    private void checkKeywordsFitType(JsonNode schema, String pointer) {
        for (String keyword : schema.propertyNames()) {
            String type = TYPE_OF_KEYWORD.getOrDefault(keyword, "");
            boolean fits =
                    type.isEmpty() || isOfType(schema, type) || (type.equals("number") && isOfType(schema, "integer"));
            if (!fits) {
                add(
                        pointer + "/" + keyword,
                        keyword + " is for type " + type + ", but the type here is " + schema.path("type")
                                + "; remove it or change the type");
            }
        }
    }

    private void checkRange(JsonNode schema, String pointer, String least, String most) {
        if (!schema.path(least).isNumber() || !schema.path(most).isNumber()) {
            return;
        }
        BigDecimal low = schema.path(least).decimalValue();
        BigDecimal high = schema.path(most).decimalValue();
        if (low.compareTo(high) > 0) {
            add(pointer + "/" + least, least + " " + low + " is over " + most + " " + high + "; swap them");
        }
    }

    private void checkPattern(JsonNode schema, String pointer) {
        try {
            Pattern.compile(schema.path("pattern").asString(""));
        } catch (PatternSyntaxException e) {
            add(pointer + "/pattern", "not a regular expression: " + e.getDescription() + "; mend it or leave it out");
        }
    }

    private void checkEnum(JsonNode schema, String pointer) {
        JsonNode values = schema.path("enum");
        if (values.isString()) {
            add(pointer + "/enum", "the recipe has no labels; add labels: with a list, or write the values here");
        }
        for (int i = 0; i < values.size(); i++) {
            if (!allows(schema, values.get(i))) {
                add(
                        pointer + "/enum/" + i,
                        values.get(i) + " is not of type " + schema.path("type") + "; put texts in quotes, or change"
                                + " the type");
            }
        }
    }

    private static boolean allows(JsonNode schema, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> isOfType(schema, "string");
            case BOOLEAN -> isOfType(schema, "boolean");
            case NULL -> isOfType(schema, "null");
            case NUMBER -> isOfType(schema, "number") || (value.isIntegralNumber() && isOfType(schema, "integer"));
            default -> false;
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(text -> text.asString(""))
                .toList();
    }

    private void add(String pointer, String message) {
        problems.add(new RecipeProblem(pointer, message));
    }
}
