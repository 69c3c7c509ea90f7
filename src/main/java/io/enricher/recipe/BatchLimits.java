package io.enricher.recipe;

/**
 * How much one prompt may hold.
 *
 * @param maxItems  most items
 * @param maxTokens most input tokens of the items together, as estimated, without what they share
 * @param minItems  fewer items than this do not share a prompt: each is asked alone
 */
public record BatchLimits(int maxItems, int maxTokens, int minItems) {

    /** What a recipe gets that says nothing. */
    public static final BatchLimits DEFAULT = new BatchLimits(20, 8_000, 1);

    public BatchLimits {
        if (maxItems < 1 || maxTokens < 1 || minItems < 1) {
            throw new IllegalArgumentException(
                    "batch limits must be at least 1: " + maxItems + ", " + maxTokens + ", " + minItems);
        }
    }

    /** The same limits for prompts of at most so many items. */
    public BatchLimits withMaxItems(int items) {
        return new BatchLimits(items, maxTokens, minItems);
    }
}
