package io.enricher.recipe;

/**
 * Which other spans of source a prompt shows beside an item.
 *
 * @param neighbours most spans of near meaning
 * @param callers    most spans that call it, and most that it calls
 * @param inKey      whether the cache key holds them, so that an item with other context is asked again
 */
public record ContextRules(int neighbours, int callers, boolean inKey) {

    /** The key under which a prompt shows them, and the field in which an answer says what was shown. */
    public static final String FIELD = "context";

    public ContextRules {
        if (neighbours < 0 || callers < 0) {
            throw new IllegalArgumentException(
                    "context needs 0 spans or more of a kind, not " + neighbours + " and " + callers);
        }
    }
}
