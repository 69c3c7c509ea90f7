package io.enricher.testing;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a request asks, whatever its wire format.
 *
 * @param schema          of the whole reply
 * @param promptTokens    a quarter of the prompt's characters, rounded up
 * @param maxOutputTokens 0 if the request sets none
 * @param key             empty if the request carries none
 */
record Ask(
        WireFormat format,
        String model,
        List<AskedItem> items,
        JsonNode schema,
        long promptTokens,
        int maxOutputTokens,
        Optional<String> key) {

    Ask {
        items = List.copyOf(items);
    }

    /** A request of which nothing could be read. */
    static Ask unreadable(WireFormat format) {
        return new Ask(format, "", List.of(), JsonNodeFactory.instance.objectNode(), 0, 0, Optional.empty());
    }

    List<String> itemTexts() {
        return items.stream().map(AskedItem::text).toList();
    }

    List<String> ids() {
        return items.stream().map(AskedItem::id).toList();
    }

    /** Whether the prompt holds items that can be answered. */
    boolean readable() {
        return !items.isEmpty();
    }
}
