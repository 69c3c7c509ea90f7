package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.NearestName;
import io.enricher.recipe.InputField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Watches whether the fields that somebody counts on, the required and the mapped ones, have a value in any row: a path
 * into JSON that leads nowhere looks like rows that are all empty. For one thread.
 */
final class FieldCoverage {

    private static final String EMPTY = "check.fieldsWithoutValue";

    private final List<String> watched;
    private final Map<String, String> columns;
    private final List<String> known;
    private Set<String> empty = Set.of();

    /**
     * @param watched the recipe's fields to look at
     * @param columns recipe field to the column or path in which it is looked for, of the first file that has one
     * @param known   the input's columns, for messages
     */
    FieldCoverage(List<String> watched, Map<String, String> columns, List<String> known) {
        this.watched = watched;
        this.columns = columns;
        this.known = known;
    }

    static FieldCoverage of(EnrichRun run) {
        Set<String> mapped = run.request().mapping().keySet();
        List<String> watched = run.recipe().fields().stream()
                .filter(field -> field.required() || isMapped(field, mapped))
                .map(InputField::name)
                .toList();
        Map<String, String> columns = new LinkedHashMap<>();
        run.files().forEach(file -> file.columns().forEach(columns::putIfAbsent));
        List<String> known = run.files().stream()
                .flatMap(file -> file.input().columns().stream())
                .distinct()
                .toList();
        return new FieldCoverage(watched, columns, known);
    }

    private static boolean isMapped(InputField field, Set<String> mapped) {
        return mapped.stream().anyMatch(name -> name.strip().equalsIgnoreCase(field.name()));
    }

    /** Goes on from what an earlier execution saw. */
    void open(ExecutionContext context) {
        empty = new LinkedHashSet<>(
                context.containsKey(EMPTY)
                        ? Arrays.asList(context.getString(EMPTY).split(","))
                        : watched);
    }

    void see(Item item) {
        if (!empty.isEmpty()) {
            empty.removeAll(item.fields().keySet());
            empty.removeAll(item.group().shared().keySet());
        }
    }

    void save(ExecutionContext context) {
        context.putString(EMPTY, String.join(",", empty));
    }

    /**
     * For each field without a value, a line that tells where it was looked for.
     *
     * @param rows rows seen
     */
    List<String> warnings(long rows) {
        if (rows == 0) {
            return List.of();
        }
        return empty.stream()
                .filter(field -> !field.isEmpty())
                .map(field -> warning(field, rows))
                .toList();
    }

    private String warning(String field, long rows) {
        String place = columns.getOrDefault(field, field);
        return String.format(
                Locale.ROOT,
                "None of the %,d rows has a value in \"%s\", where the recipe's field %s is looked for%s"
                        + " The columns there are: \"%s\". Name the one to use: map.%s=COLUMN",
                rows,
                place,
                field,
                NearestName.ending(place, others(place)),
                String.join("\", \"", known),
                field);
    }

    private List<String> others(String place) {
        return known.stream().filter(column -> !column.equals(place)).toList();
    }
}
