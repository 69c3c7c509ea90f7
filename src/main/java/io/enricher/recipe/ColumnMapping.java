package io.enricher.recipe;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.NearestName;
import io.enricher.domain.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the input column of each recipe field. Names match without regard to case and outer blanks. */
public final class ColumnMapping {

    /** Whether a column may be named by a path that leads into its value. */
    public enum Nesting {
        /** Values are texts. */
        NONE,
        /** Values may be JSON objects and lists, as {@code map.topic=meta.title} takes them apart. */
        PATHS,
        /** The same, and there may be columns that are not known yet. */
        PATHS_INTO_LATER_COLUMNS
    }

    private ColumnMapping() {}

    /** For an input whose values are texts. */
    public static Map<String, String> resolve(
            Recipe recipe, List<String> columns, Map<String, String> mapped, String inputName) {
        return resolve(recipe, columns, mapped, inputName, Nesting.NONE);
    }

    /**
     * @param columns   the input's columns, as they are spelled there
     * @param mapped    recipe field to column, as the user gave it by {@code map.FIELD=COLUMN}
     * @param inputName the input, for messages
     * @return recipe field to column as it is spelled in the input; an optional field without a column is absent
     * @throws UsageException        if {@code mapped} names a field that the recipe has not
     * @throws InvalidInputException if a required or mapped column is not there
     */
    public static Map<String, String> resolve(
            Recipe recipe, List<String> columns, Map<String, String> mapped, String inputName, Nesting nesting) {
        Map<String, String> wanted = byField(recipe, mapped);
        Map<String, String> resolved = new LinkedHashMap<>();
        for (InputField field : recipe.fields()) {
            String name = wanted.getOrDefault(field.name(), field.name());
            Optional<String> column = find(name, columns, field, inputName);
            if (column.isEmpty() && nesting != Nesting.NONE && name.contains(".")) {
                column = find(FieldPath.columnOf(name), columns, field, inputName)
                        .map(first -> first + name.substring(name.indexOf('.')));
            }
            if (column.isEmpty() && wanted.containsKey(field.name()) && nesting != Nesting.PATHS_INTO_LATER_COLUMNS) {
                throw noMappedColumn(field, name, columns, inputName, nesting);
            }
            if (column.isEmpty() && field.required() && !wanted.containsKey(field.name())) {
                throw noRequiredColumn(recipe, field, columns, inputName);
            }
            if (column.isPresent()) {
                resolved.put(field.name(), column.get());
            } else if (nesting != Nesting.NONE) {
                // A key that the first records lack may come later.
                resolved.put(field.name(), name);
            }
        }
        return resolved;
    }

    private static Map<String, String> byField(Recipe recipe, Map<String, String> mapped) {
        List<String> fields = recipe.fields().stream().map(InputField::name).toList();
        Map<String, String> byField = new LinkedHashMap<>();
        mapped.forEach((name, column) -> {
            String field = fields.stream()
                    .filter(known -> isSame(known, name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("map." + name + ": recipe " + recipe.name()
                            + " has no field \"" + name + "\"" + NearestName.ending(name, fields) + " Its fields: "
                            + String.join(", ", fields)));
            byField.put(field, column);
        });
        return byField;
    }

    private static Optional<String> find(String name, List<String> columns, InputField field, String inputName) {
        List<String> found = columns.stream()
                .filter(column -> isSame(column, name))
                .distinct()
                .toList();
        if (found.size() > 1 && !found.contains(name)) {
            throw InvalidInputException.malformed(inputName + ": the columns " + quoted(found)
                    + " differ only in case or blanks. Say which one is meant: " + cure(field.name()));
        }
        return found.contains(name) ? Optional.of(name) : found.stream().findFirst();
    }

    private static InvalidInputException noMappedColumn(
            InputField field, String name, List<String> columns, String inputName, Nesting nesting) {
        return InvalidInputException.malformed(inputName + ": no column \"" + name + "\" (map." + field.name() + ")"
                + NearestName.ending(name, nesting == Nesting.NONE ? columns : withPaths(name, columns))
                + " The columns there are: " + quoted(columns));
    }

    /** The columns, and those with the end of the path that was typed. */
    private static List<String> withPaths(String typed, List<String> columns) {
        String end = typed.substring(FieldPath.columnOf(typed).length());
        return columns.stream()
                .flatMap(column -> Stream.of(column, column + end))
                .toList();
    }

    private static InvalidInputException noRequiredColumn(
            Recipe recipe, InputField field, List<String> columns, String inputName) {
        return InvalidInputException.malformed(inputName + ": no column \"" + field.name() + "\", which recipe "
                + recipe.name() + " needs. The columns there are: " + quoted(columns)
                + ". Name the one to use: " + cure(field.name()));
    }

    private static String cure(String field) {
        return "map." + field + "=COLUMN";
    }

    private static String quoted(List<String> columns) {
        return columns.isEmpty() ? "none" : "\"" + String.join("\", \"", columns) + "\"";
    }

    private static boolean isSame(String a, String b) {
        return a.strip().equalsIgnoreCase(b.strip());
    }
}
