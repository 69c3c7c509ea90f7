package io.enricher.comparison;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of an output that hold answers.
 *
 * @param byField field to column, in the order of the columns
 * @param knownBy how that is known, for a person
 */
record AnswerColumns(Map<String, String> byField, String knownBy) {

    static final String STATUS = "enrichment_status";

    private static final String OF_RUNS = "enrichment_";

    AnswerColumns {
        byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
    }

    /** Columns that the user names. */
    static AnswerColumns named(List<String> columns) {
        Map<String, String> byField = new LinkedHashMap<>();
        columns.forEach(column -> byField.put(column, column));
        return new AnswerColumns(byField, "named by fields=");
    }

    /**
     * A run writes the columns of its input, then the fields of its recipe, then {@link #STATUS}. So the answers are those
     * of a recipe whose fields, all with the same prefix, end just there: of several the one with most fields, for
     * {@code category, summary} ends as {@code summary} does; then the one that needs no prefix.
     */
    static Optional<AnswerColumns> before(List<String> columns, Collection<RecipeFields> recipes) {
        int end = columns.indexOf(STATUS);
        return recipes.stream()
                .flatMap(recipe -> match(columns, end, recipe).stream())
                .max(Comparator.<Match>comparingInt(
                                match -> match.recipe().fields().size())
                        .thenComparing(match -> -match.prefix().length()))
                .map(match -> match.columns());
    }

    /** The fields of a recipe that end just before {@link #STATUS}, and what stands before each name. */
    private record Match(RecipeFields recipe, String prefix) {

        AnswerColumns columns() {
            Map<String, String> byField = new LinkedHashMap<>();
            recipe.fields().forEach(field -> byField.put(field, prefix + field));
            return new AnswerColumns(
                    byField,
                    "fields of the recipe " + recipe.recipe()
                            + (prefix.isEmpty() ? "" : " behind the prefix " + prefix));
        }
    }

    private static Optional<Match> match(List<String> columns, int end, RecipeFields recipe) {
        int begin = end - recipe.fields().size();
        if (begin < 0 || recipe.fields().isEmpty()) {
            return Optional.empty();
        }
        String first = columns.get(begin);
        if (!first.endsWith(recipe.fields().get(0))) {
            return Optional.empty();
        }
        String prefix =
                first.substring(0, first.length() - recipe.fields().get(0).length());
        List<String> expected =
                recipe.fields().stream().map(field -> prefix + field).toList();
        return columns.subList(begin, end).equals(expected) ? Optional.of(new Match(recipe, prefix)) : Optional.empty();
    }

    /** Those of the columns that neither hold answers nor were written by the run about itself. */
    Stream<String> others(List<String> columns) {
        return columns.stream().filter(column -> !column.startsWith(OF_RUNS) && !byField.containsValue(column));
    }
}
