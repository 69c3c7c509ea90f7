package io.enricher.provider;

/**
 * What estimates of input tokens are wrong by, learned from what a model's replies report. For one model; safe for many
 * threads.
 */
public final class TokenCorrection {

    /** About the last twenty calls count. */
    private static final double WEIGHT = 0.1;

    /** The highest ratio is forgotten slowly: one odd prompt must not make all later ones look dear. */
    private static final double FADING = 0.02;

    /** What tokenizers of other models count more than OpenAI's for most languages. Assumed, not measured. */
    private static final double MOST_AT_FIRST = 2.0;

    private static final double MARGIN = 1.25;

    /** What a provider adds around a message; dominates the ratio of small prompts, which are not learned from. */
    private static final int TOKENS_AROUND_A_PROMPT = 200;

    private double usual = 1;
    private double highest;
    private boolean learned;

    /**
     * Learns from one call.
     *
     * @param reported 0 if the reply told nothing
     */
    public synchronized void observed(long estimate, long reported) {
        if (estimate < TOKENS_AROUND_A_PROMPT || reported <= 0) {
            return;
        }
        double ratio = (double) reported / estimate;
        usual = learned ? usual + WEIGHT * (ratio - usual) : ratio;
        highest = learned ? Math.max(ratio, highest + FADING * (usual - highest)) : ratio;
        learned = true;
    }

    /** The tokens that the model is likely to count; the estimate itself as long as nothing was learned. */
    public synchronized long corrected(long estimate) {
        return Math.round(estimate * usual);
    }

    /** More tokens than the model will count. */
    public synchronized long atMost(long estimate) {
        double ratio = learned ? highest * MARGIN : MOST_AT_FIRST;
        return (long) Math.ceil(estimate * ratio) + TOKENS_AROUND_A_PROMPT;
    }
}
