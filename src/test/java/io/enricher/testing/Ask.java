package io.enricher.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a request asks, whatever its wire format.
 *
 * @param schema          of the whole reply
 * @param instructions    the system text: what all prompts of a recipe begin with
 * @param promptTokens    a quarter of the prompt's characters, rounded up
 * @param cachedTokens    how many of them came from the provider's prompt cache
 * @param maxOutputTokens 0 if the request sets none
 * @param key             empty if the request carries none
 */
record Ask(
        WireFormat format,
        String model,
        List<AskedItem> items,
        JsonNode schema,
        String instructions,
        long promptTokens,
        long cachedTokens,
        int maxOutputTokens,
        Optional<String> key) {

    private static final String IN_WORDS = "in words";

    Ask {
        items = List.copyOf(items);
    }

    /** The items of a user message; a message without any, in a request without a schema, is one to be answered in words. */
    static List<AskedItem> items(String userMessage, boolean hasSchema) {
        List<AskedItem> items = PromptItems.in(userMessage);
        return items.isEmpty() && !hasSchema && !userMessage.isEmpty()
                ? List.of(new AskedItem(IN_WORDS, Map.of("text", userMessage)))
                : items;
    }

    /** Whether the answer is to be plain text. */
    boolean isInWords() {
        return items.size() == 1 && items.get(0).id().equals(IN_WORDS);
    }

    /** A request of which nothing could be read. */
    static Ask unreadable(WireFormat format) {
        return new Ask(format, "", List.of(), JsonNodeFactory.instance.objectNode(), "", 0, 0, 0, Optional.empty());
    }

    /** The same where the provider's prompt cache had so many of its tokens. */
    Ask withCachedTokens(long tokens) {
        return new Ask(format, model, items, schema, instructions, promptTokens, tokens, maxOutputTokens, key);
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
