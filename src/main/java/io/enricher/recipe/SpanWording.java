package io.enricher.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a prompt says of items that are spans of source, beside what the recipe's author wrote. */
final class SpanWording {

    private static final String RELATED =
            """
            The items of one message are spans of the same file and of the same kind, near each other: where there are \
            several, they are related. Answer each for itself, but read them together: say how they depend on each \
            other, which patterns they share, and warn of what breaks in one when another is changed. What no item shows \
            is not known.""";

    private static final String UNRELATED =
            "Answer each item for itself; the items of one message need not have anything to do with each other.";

    private static final String NUMBERS =
            """
            Each line of %s begins with its number and "| ", which are no part of the source; ranges of lines name these \
            numbers. Where numbers are missing, a line says that content was left out.""";

    private static final String CONTEXT =
            """
            An item may have "context": other spans of the same code base, each with its relation, file, name and \
            signature. A neighbour has a similar meaning. A caller uses the item's name, and a called one has a name that \
            the item uses: both are found by name alone and may be others of that name. Context explains an item and is \
            not itself to be described.""";

    private SpanWording() {}

    /** How items are answered that stand in one prompt; empty for rows, which have nothing to do with each other. */
    static Optional<String> togetherness(Recipe recipe) {
        return recipe.span().map(rules -> recipe.isGrouped() ? RELATED : UNRELATED);
    }

    /** What the model has to know of the form of the items; each begins with a blank. */
    static String form(Recipe recipe) {
        List<String> sentences = new ArrayList<>();
        recipe.fields().stream()
                .filter(InputField::numbered)
                .forEach(field -> sentences.add(" " + NUMBERS.formatted(field.name())));
        recipe.context().ifPresent(rules -> sentences.add(" " + CONTEXT));
        return String.join("", sentences);
    }
}
