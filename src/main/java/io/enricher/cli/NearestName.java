package io.enricher.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the user probably meant. */
final class NearestName {

    /** Two letters in each other's place. */
    private static final int SLIP = 2;

    private NearestName() {}

    /** {@code " Did you mean x?"}, or nothing if no name is near. */
    static String hint(String given, Collection<String> names) {
        return nearest(given, names).map(name -> " Did you mean " + name + "?").orElse("");
    }

    static Optional<String> nearest(String given, Collection<String> names) {
        int most = Math.max(SLIP, given.length() / 3);
        return names.stream()
                .filter(name -> distance(given, name) <= most)
                .min(Comparator.comparingInt(name -> distance(given, name)));
    }

    private static int distance(String given, String name) {
        return levenshtein(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static int levenshtein(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
