package io.enricher.recipe;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the items of a prompt their ids: short, taken from the item's key, so that the text of one row cannot name
 * another, and equal for equal prompts.
 */
final class PromptIds {

    /** No 0, 1, l, o: models confuse what people confuse. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz";

    private static final String SYMBOLS = LETTERS + "23456789";
    private static final int LENGTH = 6;

    private PromptIds() {}

    /** The items by id, in their order. */
    static Map<String, Item> assign(List<Item> items) {
        int length = LENGTH;
        while (length < ItemKey.BYTES && !areDistinct(items, length)) {
            length++;
        }
        Map<String, Item> byId = new LinkedHashMap<>();
        for (Item item : items) {
            byId.put(unused(id(item.key(), length), byId.keySet()), item);
        }
        return byId;
    }

    private static boolean areDistinct(List<Item> items, int length) {
        Set<String> ids = new HashSet<>();
        return items.stream().allMatch(item -> ids.add(id(item.key(), length)));
    }

    /** One symbol for each of the first bytes of the key; a letter first, so that no id reads as a number. */
    private static String id(ItemKey key, int length) {
        byte[] bytes = key.toBytes();
        StringBuilder id = new StringBuilder(length);
        id.append(LETTERS.charAt((bytes[0] & 0xff) % LETTERS.length()));
        for (int i = 1; i < length; i++) {
            id.append(SYMBOLS.charAt(bytes[i] & (SYMBOLS.length() - 1)));
        }
        return id.toString();
    }

    /** Only the same key given twice still clashes here. */
    private static String unused(String id, Set<String> used) {
        String candidate = id;
        for (int i = 2; used.contains(candidate); i++) {
            candidate = id + "-" + i;
        }
        return candidate;
    }
}
