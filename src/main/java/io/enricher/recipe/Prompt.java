package io.enricher.recipe;

import io.enricher.domain.Item;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rendered prompt.
 *
 * @param system      the unchanging part: who the model is, what to answer, how
 * @param user        the items as one JSON object {@code {"items":[{"id":…, …}]}}
 * @param replySchema JSON Schema of the whole reply {@code {"results":[{"id":…, …}]}}
 * @param items       the prompt's opaque ids, in prompt order, and the item each stands for
 */
public record Prompt(String system, String user, String replySchema, Map<String, Item> items) {

    public Prompt {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    @Override
    public String toString() {
        return "Prompt[items=" + items.size() + "]";
    }
}
