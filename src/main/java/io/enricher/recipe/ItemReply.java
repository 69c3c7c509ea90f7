package io.enricher.recipe;

/** What a reply holds for one item of its prompt. */
public sealed interface ItemReply {

    /** A valid answer: the fields of the recipe as canonical JSON, without the id. */
    record Valid(String json) implements ItemReply {}

    /** An answer that is not as the recipe asks; the message says what is wrong, without answer text. */
    record Invalid(String message) implements ItemReply {}

    /** An answer that repeats the beginning of another text than the item's; the message has none of either. */
    record Misplaced(String message) implements ItemReply {}

    /** No answer. */
    record Missing() implements ItemReply {}
}
