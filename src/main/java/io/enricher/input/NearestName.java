package io.enricher.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of some file names a mistyped one was meant to be. */
final class NearestName {

    private NearestName() {}

    /** The nearest one, empty if none is close enough to be what was meant. */
    static Optional<String> of(String typed, Collection<String> names) {
        int most = Math.max(2, typed.length() / 4);
        return names.stream()
                .filter(name -> distance(typed, name) <= most)
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String typed, String name) {
        String left = typed.toLowerCase(Locale.ROOT);
        String right = name.toLowerCase(Locale.ROOT);
        return right.startsWith(left + ".") ? 0 : levenshtein(left, right);
    }

    private static int levenshtein(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
