package io.enricher.recipe;

/**
 * How a field's text is shortened before it is asked; a shortened text is all that the answer and its key see.
 *
 * @param maxCharacters length it may keep, in UTF-16 characters; a surrogate pair is never cut in two
 * @param keep          which part of a longer text is kept
 */
public record Truncation(int maxCharacters, Keep keep) {

    /** Which part of a text is kept. */
    public enum Keep {
        /** The start. */
        HEAD,
        /** The end. */
        TAIL,
        /** The middle: both ends are dropped. */
        MIDDLE,
        /** The start and the end: the middle is dropped and {@value Truncation#GAP} stands for it. */
        ENDS
    }

    static final String GAP = " [...] ";

    public Truncation {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException("maxCharacters must be at least 1, not " + maxCharacters);
        }
    }

    /** The text itself if it is short enough, else the part to keep. */
    String apply(String text) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        return switch (keep) {
            case HEAD -> UnicodeText.head(text, maxCharacters);
            case TAIL -> UnicodeText.tail(text, maxCharacters);
            case MIDDLE -> UnicodeText.middle(text, maxCharacters);
            case ENDS -> ends(text);
        };
    }

    private String ends(String text) {
        int kept = maxCharacters - GAP.length();
        if (kept < 2) {
            return UnicodeText.head(text, maxCharacters);
        }
        int tail = kept / 2;
        return UnicodeText.head(text, kept - tail) + GAP + UnicodeText.tail(text, tail);
    }
}
