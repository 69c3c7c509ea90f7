package io.enricher.recipe;

import io.enricher.domain.NearestName;
import io.enricher.recipe.JsonSchema.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of recipe files: which keys there are and what each holds. */
final class MetaSchema {

    private static final String RESOURCE = "/recipes/recipe.schema.json";

    private final JsonNode document;
    private final JsonSchema schema;

    private MetaSchema(JsonNode document) {
        this.document = document;
        this.schema = new JsonSchema(document);
    }

    static MetaSchema load() {
        try (InputStream stream = MetaSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new MetaSchema(JsonMapper.shared().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a recipe's tree, one problem for each place. */
    List<RecipeProblem> problems(JsonNode recipe) {
        Map<String, RecipeProblem> byPlace = new LinkedHashMap<>();
        for (Violation violation : schema.check(recipe)) {
            RecipeProblem problem = problem(violation, recipe);
            byPlace.putIfAbsent(problem.pointer(), problem);
        }
        return List.copyOf(byPlace.values());
    }

    private RecipeProblem problem(Violation violation, JsonNode recipe) {
        String pointer = violation.pointer();
        JsonNode subschema = violation.subschema();
        return switch (violation.keyword()) {
            case "additionalProperties" -> unknownKey(violation);
            case "required" -> {
                String name = violation.property().orElse("");
                String meaning = description(subschema.path("properties").path(name));
                yield new RecipeProblem(
                        pointer + "/" + name, "the key \"" + name + "\" is missing; it must be " + meaning);
            }
            default -> new RecipeProblem(pointer, "must be " + description(subschema) + hint(violation, recipe));
        };
    }

    private static RecipeProblem unknownKey(Violation violation) {
        String name = violation.property().orElse("");
        String place = violation.pointer() + "/" + name.replace("~", "~0").replace("/", "~1");
        if (violation.subschema().has("patternProperties")) {
            return new RecipeProblem(
                    place,
                    "\"" + name + "\" cannot be a name here: letters, digits, _ and - (at most 64, a letter or _"
                            + " first), and neither id nor enrichment_…; rename it");
        }
        Collection<String> known = violation.subschema().path("properties").propertyNames();
        return new RecipeProblem(
                place,
                "unknown key \"" + name + "\"" + NearestName.ending(name, known) + " Known here: "
                        + String.join(", ", known));
    }

    private static String hint(Violation violation, JsonNode recipe) {
        JsonNode value = recipe.at(violation.pointer());
        if (!violation.keyword().equals("enum") || !value.isString()) {
            return "";
        }
        List<String> known = violation.limit().values().stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        return NearestName.ending(value.stringValue(), known);
    }

    private String description(JsonNode subschema) {
        if (subschema.has("description")) {
            return subschema.path("description").stringValue();
        }
        String reference = subschema.path("$ref").asString("");
        return reference.startsWith("#/") ? description(document.at(reference.substring(1))) : "something else";
    }
}
