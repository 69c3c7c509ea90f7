package io.enricher.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The values that a recipe's {@code system} and {@code instruction} may name: {@code labels}, and the limits of its
 * answer fields as {@code max-length} and {@code max-words} have them, under {@code FIELD-max-length} and
 * {@code FIELD-max-words}. A row's fields are not among them: they come with each item.
 */
final class PromptPlaces {

    private final Map<String, String> values;

    PromptPlaces(JsonNode recipe) {
        Map<String, String> known = new LinkedHashMap<>();
        if (recipe.has(RecipeOptions.LABELS)) {
            known.put(RecipeOptions.LABELS, listed(recipe.path(RecipeOptions.LABELS)));
        }
        for (String limit : List.of("max-length", "max-words")) {
            recipe.path(limit)
                    .properties()
                    .forEach(field -> known.put(
                            field.getKey() + "-" + limit, field.getValue().asString("")));
        }
        values = Map.copyOf(known);
    }

    /** The names that there are. */
    List<String> names() {
        return values.keySet().stream().sorted().toList();
    }

    /** The names in the text that are none of {@link #names()}. */
    List<String> unknownIn(String text) {
        List<String> unknown = new ArrayList<>(new Template(text).names());
        unknown.removeAll(values.keySet());
        return unknown;
    }

    String fill(String text) {
        return new Template(text).render(name -> values.getOrDefault(name, "{" + name + "}"));
    }

    private static String listed(JsonNode labels) {
        return StreamSupport.stream(labels.spliterator(), false)
                .map(label -> label.asString(""))
                .collect(Collectors.joining(", "));
    }
}
