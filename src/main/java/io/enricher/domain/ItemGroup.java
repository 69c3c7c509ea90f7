package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Items that may share a prompt, and the texts that they have in common, which a prompt holds once.
 *
 * @param key    names the group within a run, empty if the recipe groups nothing; groups are asked in the order of their
 *               keys
 * @param shared recipe field name to text after truncation, in the recipe's order; equal for all items of the group
 */
public record ItemGroup(String key, Map<String, String> shared) {

    /** The group of all items of a recipe that groups nothing. */
    public static final ItemGroup NONE = new ItemGroup("", Map.of());

    public ItemGroup {
        shared = Collections.unmodifiableMap(new LinkedHashMap<>(shared));
    }
}
