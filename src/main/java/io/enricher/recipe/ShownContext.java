package io.enricher.recipe;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses which of an item's context spans its prompt shows: the nearest ones, without those that are items of that prompt
 * themselves. Pure.
 */
final class ShownContext {

    private final Optional<ContextRules> rules;

    ShownContext(Recipe recipe) {
        this.rules = recipe.context();
    }

    /** What is shown beside an item, a line for each span. */
    List<String> beside(Item item, Collection<Item> prompt) {
        if (rules.isEmpty() || item.context().isEmpty()) {
            return List.of();
        }
        Set<Long> shownAnyway = prompt.stream().map(Item::number).collect(Collectors.toSet());
        return lines(rules.get(), item.context(), shownAnyway);
    }

    /** @param shownAnyway numbers of the spans that are not to be repeated */
    static List<String> lines(ContextRules rules, List<ContextSpan> spans, Set<Long> shownAnyway) {
        List<String> lines = new ArrayList<>();
        for (Relation relation : Relation.values()) {
            spans.stream()
                    .filter(span -> span.relation() == relation && !shownAnyway.contains(span.number()))
                    .limit(relation == Relation.NEIGHBOUR ? rules.neighbours() : rules.callers())
                    .forEach(span -> lines.add(nameOf(relation) + ": " + span.shown()));
        }
        return lines;
    }

    // Calls are found by name alone, so that one of another type's method may be among them.
    private static String nameOf(Relation relation) {
        return relation == Relation.NEIGHBOUR ? relation.id() : relation.id() + " (by name)";
    }
}
