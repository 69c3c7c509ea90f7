package io.enricher.recipe;

import java.util.OptionalInt;

/**
 * How much one prompt may hold.
 *
 * @param maxItems   most items
 * @param maxTokens  most input tokens of the items together, as estimated, without what they share
 * @param minItems   fewer items than this do not share a prompt: each is asked alone
 * @param maxLineGap most lines from the end of what a prompt holds to the start of its next item, which is 1 where that
 *                   follows at once; empty if items may lie anywhere
 */
public record BatchLimits(int maxItems, int maxTokens, int minItems, OptionalInt maxLineGap) {

    /** What a recipe gets that says nothing. */
    public static final BatchLimits DEFAULT = new BatchLimits(20, 8_000, 1);

    public BatchLimits {
        if (maxItems < 1 || maxTokens < 1 || minItems < 1 || maxLineGap.orElse(1) < 1) {
            throw new IllegalArgumentException("batch limits must be at least 1: " + maxItems + ", " + maxTokens + ", "
                    + minItems + ", " + maxLineGap);
        }
    }

    /** Limits for items that may lie anywhere. */
    public BatchLimits(int maxItems, int maxTokens, int minItems) {
        this(maxItems, maxTokens, minItems, OptionalInt.empty());
    }

    /** The same limits for prompts of at most so many items. */
    public BatchLimits withMaxItems(int items) {
        return new BatchLimits(items, maxTokens, minItems, maxLineGap);
    }

    /** Prompts that are filled by count alone. */
    public BatchLimits ungrouped() {
        return new BatchLimits(maxItems, Integer.MAX_VALUE, 1);
    }
}
