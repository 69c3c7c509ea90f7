package io.enricher.recipe;

/** What a reply holds for one item of its prompt. */
public sealed interface ItemReply {

    /** The note of an answer that names what does not exist. */
    String UNGROUNDED = "ungrounded";

    /**
     * A valid answer.
     *
     * @param json the fields of the recipe as canonical JSON, without the id
     * @param note flags for {@code enrichment_note}, empty if there are none
     */
    record Valid(String json, String note) implements ItemReply {

        /** A valid answer of which there is nothing to note. */
        public Valid(String json) {
            this(json, "");
        }
    }

    /** An answer that is not as the recipe asks; the message says what is wrong, without answer text. */
    record Invalid(String message) implements ItemReply {}

    /** An answer that repeats the beginning of another text than the item's; the message has none of either. */
    record Misplaced(String message) implements ItemReply {}

    /** No answer. */
    record Missing() implements ItemReply {}
}
