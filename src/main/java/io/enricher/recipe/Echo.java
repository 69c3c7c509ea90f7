package io.enricher.recipe;

import java.util.Locale;

/**
 * The first words of a field, which the model repeats beside its answer to show which item it belongs to. Compared by
 * letters and digits alone: models mend spelling, quotes and blanks.
 */
final class Echo {

    private Echo() {}

    /** The words as a model is to repeat them. */
    static String of(String text) {
        StringBuilder echo = new StringBuilder();
        int words = 0;
        for (String word : text.strip().split("\\s+", PromptRenderer.ECHO_WORDS + 1)) {
            if (words++ == PromptRenderer.ECHO_WORDS) {
                break;
            }
            echo.append(echo.isEmpty() ? "" : " ").append(word);
        }
        return echo.toString();
    }

    /** Whether {@code echo} begins as {@code text} does; true if there is nothing to compare. */
    static boolean fits(String echo, String text) {
        String expected = plain(of(text));
        String found = plain(echo);
        return expected.isEmpty() || (!found.isEmpty() && (found.startsWith(expected) || expected.startsWith(found)));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
