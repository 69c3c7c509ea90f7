package io.enricher.provider;

/**
 * Corrects estimates of tokens by how far earlier ones were from what the provider reported. Estimates count letters by a
 * rule of thumb; how wrong it is depends on the model and the text, and is much the same from call to call. Safe for many
 * threads.
 */
final class TokenCorrection {

    private static final double WEIGHT_OF_THE_NEWEST = 0.2;

    private double ratio = 1;
    private boolean hasSeenOne;

    synchronized long corrected(long estimate) {
        return Math.round(estimate * ratio);
    }

    /** A call of that estimate took so many tokens. */
    synchronized void observed(long estimate, long reported) {
        if (estimate <= 0 || reported <= 0) {
            return;
        }
        double seen = (double) reported / estimate;
        ratio = hasSeenOne ? ratio + WEIGHT_OF_THE_NEWEST * (seen - ratio) : seen;
        hasSeenOne = true;
    }
}
