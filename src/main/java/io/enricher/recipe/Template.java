package io.enricher.recipe;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with places for values: <code>{name}</code>. A place written <code>{{name}}</code> is the text
 * <code>{name}</code> itself; all other braces are text, so that a recipe may show JSON.
 *
 * @param text as it stands in the recipe
 */
record Template(String text) {

    private static final String NAME = "([A-Za-z_][A-Za-z0-9_-]*)";
    private static final Pattern PLACE = Pattern.compile("\\{\\{" + NAME + "\\}\\}|\\{" + NAME + "\\}");

    /** The names of its places, in their order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        PLACE.matcher(text)
                .results()
                .filter(place -> place.group(2) != null)
                .forEach(place -> names.add(place.group(2)));
        return names;
    }

    /** @param value of each of {@link #names()} */
    String render(UnaryOperator<String> value) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(rendered(place, value)));
    }

    private static String rendered(MatchResult place, UnaryOperator<String> value) {
        return place.group(2) == null ? "{" + place.group(1) + "}" : value.apply(place.group(2));
    }
}
