package io.enricher.recipe;

import io.enricher.recipe.JsonSchema.Violation;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says which rule a value breaks, in words and without the value. */
final class AnswerRule {

    private AnswerRule() {}

    /** The end of a sentence that begins with the value's name. */
    static String broken(Violation violation) {
        String limit = text(violation.limit());
        return switch (violation.keyword()) {
            case "required" -> "lacks \"" + violation.property().orElse("") + "\"";
            case "additionalProperties" ->
                "has the unknown key \"" + violation.property().orElse("") + "\"";
            case "type" -> "is not of type " + limit;
            case "enum" -> "is none of " + limit;
            case "minLength" -> "is shorter than " + limit + " characters";
            case "maxLength" -> "is longer than " + limit + " characters";
            case "minimum" -> "is under " + limit;
            case "maximum" -> "is over " + limit;
            case "minItems" -> "has fewer than " + limit + " elements";
            case "maxItems" -> "has more than " + limit + " elements";
            case "pattern" -> "does not match the pattern " + limit;
            case "format" -> "is not a valid " + limit;
            default -> "breaks the rule " + violation.keyword();
        };
    }

    private static String text(JsonNode limit) {
        return limit.isArray()
                ? limit.values().stream().map(AnswerRule::text).collect(Collectors.joining(", "))
                : limit.isString() ? limit.stringValue() : limit.toString();
    }
}
