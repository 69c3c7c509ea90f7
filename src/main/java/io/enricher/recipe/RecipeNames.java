package io.enricher.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rule for names that become columns: columns are told apart without regard to case. */
final class RecipeNames {

    private RecipeNames() {}

    /** The first name that repeats an earlier one, case aside. */
    static Optional<String> repeatedIgnoringCase(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream()
                .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
