package io.enricher.code;

import java.util.List;

/** Keeps away from the parsers what is no program, by counts that are the same on every machine. */
final class Plausibility {

    /** A few strange characters are found in real sources, as in the tests of a parser. */
    private static final int FEW = 10;

    private static final int STRANGE_ONE_IN = 100;

    private Plausibility() {}

    static void check(String text, int nestingLimit) throws UnsplittableException {
        int strange = 0;
        int nesting = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                deepest = Math.max(deepest, ++nesting);
            } else if (c == ')' || c == ']' || c == '}') {
                nesting = Math.max(0, nesting - 1);
            } else if (c == '\uFFFD' || (c < ' ' && !Character.isWhitespace(c))) {
                strange++;
            }
        }
        if (strange > FEW && (long) strange * STRANGE_ONE_IN > text.length()) {
            throw new UnsplittableException(
                    Fallback.Reason.BINARY, "no text: " + strange + " of " + text.length() + " characters are binary");
        }
        if (deepest > nestingLimit) {
            throw new UnsplittableException(
                    Fallback.Reason.TOO_DEEP, "brackets nested " + deepest + " deep, more than " + nestingLimit);
        }
    }

    /** Ten thousand functions inside each other would each hold the text of all within. */
    static void checkLayers(List<Declaration> declarations, int length, int limit) throws UnsplittableException {
        long total = declarations.stream()
                .mapToLong(found -> found.span().end() - found.span().start())
                .sum();
        if (total > (long) limit * length) {
            throw new UnsplittableException(
                    Fallback.Reason.TOO_DEEP, "symbols nested more than " + limit + " deep on average");
        }
    }
}
