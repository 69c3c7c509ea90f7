package io.enricher.recipe;

import io.enricher.domain.UsageException;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the command line may change in a recipe.
 *
 * @param labels    in place of the recipe's {@code labels}; empty to keep those
 * @param maxLength characters, in place of each of the recipe's {@code max-length}
 */
public record RecipeOptions(List<String> labels, OptionalInt maxLength) {

    /** The recipe as it is. */
    public static final RecipeOptions NONE = new RecipeOptions(List.of(), OptionalInt.empty());

    /** In place of a list of values: the recipe's labels. */
    static final String LABELS = "labels";

    public RecipeOptions {
        labels = List.copyOf(labels);
    }

    /**
     * The recipe with these options, and with its labels wherever an enumeration names them.
     *
     * @throws UsageException if the recipe has nothing that an option could change
     */
    JsonNode applyTo(JsonNode recipe) {
        if (!(recipe.deepCopy() instanceof ObjectNode changed)) {
            return recipe;
        }
        if (!labels.isEmpty()) {
            require(changed, LABELS);
            ArrayNode list = changed.putArray(LABELS);
            labels.forEach(list::add);
        }
        if (maxLength.isPresent()) {
            require(changed, "max-length");
            changed.path("max-length")
                    .properties()
                    .forEach(field -> field.setValue(changed.numberNode(maxLength.getAsInt())));
        }
        if (changed.path(LABELS) instanceof ArrayNode list) {
            spellOut(changed.path("answer"), list);
        }
        return changed;
    }

    private static void require(ObjectNode recipe, String key) {
        if (!recipe.has(key)) {
            throw new UsageException(
                    key + ": recipe " + recipe.path("name").asString("") + " has no " + key + "; leave it out");
        }
    }

    private static void spellOut(JsonNode schema, ArrayNode labels) {
        if (schema instanceof ObjectNode object) {
            if (object.path("enum").asString("").equals(LABELS)) {
                object.set("enum", labels.deepCopy());
            }
            object.path("properties").forEach(property -> spellOut(property, labels));
            spellOut(object.path("items"), labels);
        }
    }
}
