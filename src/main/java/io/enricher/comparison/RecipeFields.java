package io.enricher.comparison;

import java.util.List;

/**
 * The fields that a recipe adds to a row, in their order.
 *
 * @param recipe its name, for messages
 */
public record RecipeFields(String recipe, List<String> fields) {

    public RecipeFields {
        fields = List.copyOf(fields);
    }
}
