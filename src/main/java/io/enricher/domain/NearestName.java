package io.enricher.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds which of the names there are a person who mistyped one most likely meant; case does not count. */
public final class NearestName {

    /** Two letters in each other's place. */
    private static final int SLIP = 2;

    /** A third of a word may be wrong; of a longer name of many words less, for two may well be alike. */
    private static final int SHARE_OF_A_WORD = 3;

    private NearestName() {}

    /** The name with the fewest edits, empty if those are too many for what was typed. */
    public static Optional<String> of(String typed, Collection<String> names) {
        return of(typed, names, SHARE_OF_A_WORD);
    }

    /** @param share one in so many letters may be wrong; two always */
    public static Optional<String> of(String typed, Collection<String> names, int share) {
        int most = Math.max(SLIP, typed.length() / share);
        return names.stream()
                .filter(name -> EditDistance.between(typed, name) <= most)
                .min(Comparator.<String>comparingInt(name -> EditDistance.between(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Begins a sentence, {@code " Did you mean x?"}; the empty text if no name is near. */
    public static String question(String typed, Collection<String> names) {
        return of(typed, names).map(name -> " Did you mean " + name + "?").orElse("");
    }

    /** Ends a sentence: {@code ; did you mean "x"?}, or a full stop if no name is near. */
    public static String ending(String typed, Collection<String> names) {
        return of(typed, names).map(name -> "; did you mean \"" + name + "\"?").orElse(".");
    }
}
