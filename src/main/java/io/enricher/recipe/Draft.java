package io.enricher.recipe;

import io.enricher.domain.Item;

/** An input record seen through the recipe. */
public sealed interface Draft {

    Item item();

    /** It can be asked. */
    record Ready(Item item) implements Draft {}

    /**
     * It cannot be asked.
     *
     * @param field the recipe field that is required and empty, or the first one if the record has none at all
     */
    record Incomplete(Item item, String field) implements Draft {}
}
