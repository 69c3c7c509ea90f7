package io.enricher.store;

import io.enricher.domain.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Text that PostgreSQL can hold. It takes neither NUL nor half a surrogate pair, which real files and model replies
 * contain. H2 takes both, and gets the same text all the same, so that a store can move between them.
 */
final class StorableText {

    /** Longer messages tell a person nothing more. */
    private static final int LONGEST_MESSAGE = 2_000;

    private StorableText() {}

    /** Plain text; each character that cannot be stored becomes U+FFFD for good. */
    static String plain(String text) {
        return replaced(text, "\uFFFD");
    }

    /** A message for a person: as {@link #plain}, and cut. */
    static String message(String text) {
        return plain(text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE));
    }

    /**
     * JSON text; such a character becomes its {@code \}{@code u} escape, so that the value parsed is the same as
     * before. They occur within strings only, as JSON is ASCII outside of them.
     */
    static String json(String json) {
        return replaced(json, null);
    }

    static Answer answer(Answer answer) {
        return new Answer(json(answer.json()), plain(answer.model()), plain(answer.note()));
    }

    private static String replaced(String text, @Nullable String replacement) {
        int first = firstUnstorable(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int at = first; at >= 0; at = firstUnstorable(text, from)) {
            storable.append(text, from, at);
            storable.append(replacement != null ? replacement : String.format("\\u%04x", (int) text.charAt(at)));
            from = at + 1;
        }
        return storable.append(text, from, text.length()).toString();
    }

    private static int firstUnstorable(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
