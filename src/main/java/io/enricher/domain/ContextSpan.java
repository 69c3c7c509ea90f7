package io.enricher.domain;

import java.util.Locale;

/**
 * Another span of source that is shown to the model beside an item, so that it knows what is around it.
 *
 * @param number     record number of that span in the run, from 1
 * @param label      where it is, as {@code src/shop/Order.java:Order.total}
 * @param similarity cosine of both vectors, from 0 to 1, for {@link Relation#NEIGHBOUR}; 0 for the others
 * @param signature  one line
 */
public record ContextSpan(long number, Relation relation, String label, double similarity, String signature) {

    /** What the span is to the item. */
    public enum Relation {
        /** Its meaning is near. */
        NEIGHBOUR,
        /** It calls something of the item's name. */
        CALLER,
        /** It has the name of something that the item calls. */
        CALLED;

        /** Its name in prompts and files, in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As the model and the reader of an output see it: {@code path:name (similarity: 0.87): signature}. */
    public String shown() {
        String near =
                relation == Relation.NEIGHBOUR ? String.format(Locale.ROOT, " (similarity: %.2f)", similarity) : "";
        return label + near + ": " + signature;
    }
}
