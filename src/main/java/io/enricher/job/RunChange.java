package io.enricher.job;

import java.util.Map;
import java.util.Set;

/**
 * Something about a run that is not as it was in an earlier one.
 *
 * @param part of the {@link RunIdentity}
 * @param text for a person, such as {@code model a -> b}
 */
record RunChange(String part, String text) {

    /** Parts of every key in the cache; a change has every row asked again. */
    private static final Set<String> IN_EVERY_KEY =
            Set.of("recipe text", "model", "model parameters", RunIdentity.COLUMNS);

    /** Values that tell a person nothing. */
    private static final Map<String, String> WITHOUT_VALUES = Map.of(
            "recipe text",
            "recipe text (its instruction, labels, fields or answer)",
            "recipe finish",
            "recipe's max-length, derived fields or defaults",
            RunIdentity.TREE_STATE,
            "the source tree");

    static RunChange of(String part, String before, String now) {
        String values = part + " " + brief(before) + " -> " + brief(now);
        return new RunChange(part, WITHOUT_VALUES.getOrDefault(part, values));
    }

    boolean hasRowsAskedAgain() {
        return IN_EVERY_KEY.contains(part);
    }

    /** Whether the input may have rows that no earlier run asked for. */
    boolean isOfInput() {
        return part.startsWith(RunIdentity.INPUT);
    }

    private static String brief(String value) {
        if (value.isEmpty()) {
            return "none";
        }
        return value.length() > 60 ? value.substring(0, 12) + "…" : value;
    }
}
