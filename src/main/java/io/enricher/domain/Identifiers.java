package io.enricher.domain;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the words of a text that could be names in a program, in whatever language. */
public final class Identifiers {

    private Identifiers() {}

    /** Each once, in order of first appearance. */
    public static Set<String> of(String text) {
        Set<String> found = new LinkedHashSet<>();
        forEach(text, found::add);
        return found;
    }

    /**
     * Gives every one as often as it is there: runs of letters, digits and {@code _}, but no numbers. The {@code $} of PHP
     * and others is no part of them, as people write names with it and without.
     */
    public static void forEach(String text, Consumer<String> each) {
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(text, start);
            if (end > start && !Character.isDigit(text.codePointAt(start))) {
                each.accept(text.substring(start, end));
            }
            start = end > start ? end : start + Character.charCount(text.codePointAt(start));
        }
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isPart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }
}
