package io.enricher.cli;

import io.enricher.domain.EditDistance;
import java.util.Collection;
import java.util.Comparator;
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
                .filter(name -> EditDistance.between(given, name) <= most)
                .min(Comparator.comparingInt(name -> EditDistance.between(given, name)));
    }
}
