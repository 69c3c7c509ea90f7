package io.enricher.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the beginning of a recipe for a file: its columns as fields, and a field to add as an example. */
public final class RecipeStarter {

    private static final String TEXT =
            """
            # A recipe for %s. What each key means: docs/recipes.md, and the comments in the built-in recipes
            # (--job=recipe show recipe=roadmap). Check it with --job=recipe validate recipe=FILE.

            name: %s

            # What is read from each row. Delete what the answer does not need: it costs tokens. At least one field should
            # be required: a row in which that is empty is not sent.
            fields:
            %s
            # What to answer for each item. The fields come with each item, as data.
            instruction: |
              For each item give a summary.
              summary: one sentence of at most 20 words that says what the item is about.

            # The fields that are added to each row, as a JSON Schema. Other kinds of values:
            #   kind: {type: string, enum: [one, other]}
            #   score: {type: number, minimum: 0, maximum: 1}
            #   tags: {type: array, items: {type: string}, maxItems: 5}
            #   day: {type: [string, "null"], format: date}
            answer:
              type: object
              properties:
                %s:
                  type: string
                  minLength: 1

            # About how many tokens one answer takes; estimates and output limits are made of it.
            output-tokens-per-item: 40
            """;

    private RecipeStarter() {}

    /**
     * @param name    of the file, without its ending
     * @param input   the file whose columns these are, for people
     * @param columns at least one
     */
    public static String of(String name, String input, List<String> columns) {
        Map<String, String> fields = fields(columns);
        List<String> lines = new ArrayList<>();
        String required = required(fields);
        fields.forEach((field, column) -> {
            if (!field.equals(column)) {
                lines.add("  # The column " + quoted(column) + ": say map." + field + "=COLUMN with its name.");
            }
            lines.add("  " + field + ":");
            if (field.equals(required)) {
                lines.add("    required: true");
            }
        });
        String added = fields.keySet().stream().anyMatch("summary"::equalsIgnoreCase) ? "new_summary" : "summary";
        return TEXT.formatted(
                        quoted(input),
                        recipeName(name),
                        lines.stream().map(line -> line + "\n").collect(Collectors.joining()),
                        added)
                .replace("  summary: one sentence", "  " + added + ": one sentence");
    }

    /** One that is found without a mapping, if there is one, so that the recipe can be tried as it stands. */
    private static String required(Map<String, String> fields) {
        return fields.keySet().stream()
                .filter(field -> field.equals(fields.get(field)))
                .findFirst()
                .orElseGet(() -> fields.keySet().iterator().next());
    }

    /** Columns that a field can be called after; others get a name that is like theirs. */
    private static Map<String, String> fields(List<String> columns) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String column : columns) {
            String field = column.replaceAll("[^A-Za-z0-9_-]+", "_").replaceFirst("^([^A-Za-z_])", "_$1");
            boolean isReserved = field.equalsIgnoreCase("id")
                    || field.toLowerCase(Locale.ROOT).startsWith("enrichment_");
            String free = field.isEmpty() || isReserved ? "row_" + field : field;
            String unique = free.length() > 40 ? free.substring(0, 40) : free;
            for (int i = 2; isTaken(unique, fields); i++) {
                unique = (free.length() > 40 ? free.substring(0, 40) : free) + "_" + i;
            }
            fields.put(unique, column);
        }
        return fields;
    }

    private static boolean isTaken(String field, Map<String, String> fields) {
        return fields.keySet().stream().anyMatch(field::equalsIgnoreCase);
    }

    private static String recipeName(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "mine" : plain.substring(0, Math.min(plain.length(), 64));
    }

    /** On one line, and without what YAML refuses, whatever stands in it. */
    private static String quoted(String text) {
        return "\"" + text.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+", " ").replace("\"", "'") + "\"";
    }
}
