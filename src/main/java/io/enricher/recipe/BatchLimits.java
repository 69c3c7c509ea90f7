package io.enricher.recipe;

/**
 * How much one prompt may hold.
 *
 * @param maxItems  most items
 * @param maxTokens most input tokens of the items together, as estimated
 */
public record BatchLimits(int maxItems, int maxTokens) {

    /** What a recipe gets that says nothing. */
    public static final BatchLimits DEFAULT = new BatchLimits(20, 8_000);

    public BatchLimits {
        if (maxItems < 1 || maxTokens < 1) {
            throw new IllegalArgumentException("batch limits must be at least 1: " + maxItems + ", " + maxTokens);
        }
    }
}
