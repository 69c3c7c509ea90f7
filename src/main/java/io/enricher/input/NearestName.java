package io.enricher.input;

import io.enricher.domain.EditDistance;
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
        return right.startsWith(left + ".") ? 0 : EditDistance.between(typed, name);
    }
}
