package io.enricher.enrich;

/**
 * How much output a prompt is allowed, as a multiple of the usual limit, and what the model was seen to take.
 *
 * @param factor   of the usual limit; raised after a reply was cut
 * @param accepted the highest factor with which the model gave a reply to these items, or to more
 * @param most     never raised above
 */
record OutputLimit(int factor, int accepted, int most) {

    /** A reply that is cut even with eight times the usual limit will not become whole. */
    static final OutputLimit USUAL = new OutputLimit(1, 1, 8);

    boolean mayRise() {
        return factor < most;
    }

    OutputLimit raised() {
        return new OutputLimit(Math.min(most, factor * 2), accepted, most);
    }

    /** The model gave a reply with it. */
    OutputLimit confirmed() {
        return new OutputLimit(factor, factor, most);
    }

    /**
     * Whether an error may be about the limit alone: models refuse one above their own most output, or one that does not
     * fit into their context together with the prompt.
     */
    boolean isUntried() {
        return factor > accepted;
    }

    /** Back to what the model takes, for good. */
    OutputLimit lowered() {
        return new OutputLimit(accepted, accepted, accepted);
    }
}
