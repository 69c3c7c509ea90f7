package io.enricher.domain;

/** What became of one item. */
public sealed interface Outcome {

    Item item();

    /** A valid answer was given. */
    record Enriched(Item item, Answer answer) implements Outcome {}

    /**
     * No valid answer could be had.
     *
     * @param message what was wrong, for a person; without row text and without keys
     */
    record Failed(Item item, FailureReason reason, String message) implements Outcome {}
}
