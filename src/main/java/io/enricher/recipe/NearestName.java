package io.enricher.recipe;

import io.enricher.domain.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person who mistyped a name most likely meant. */
final class NearestName {

    private NearestName() {}

    /** The known name with the fewest edits, if those are few for its length; case does not count. */
    static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> EditDistance.between(typed, name)))
                .filter(name -> EditDistance.between(typed, name) <= Math.max(2, name.length() / 3));
    }

    /** Ends a sentence: {@code ; did you mean "x"?}, or a full stop where no known name is near. */
    static String hint(String typed, Collection<String> known) {
        return of(typed, known).map(name -> "; did you mean \"" + name + "\"?").orElse(".");
    }
}
