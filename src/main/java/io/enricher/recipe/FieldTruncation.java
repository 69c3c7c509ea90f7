package io.enricher.recipe;

import io.enricher.domain.Item;
import io.enricher.domain.UnicodeText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shortens an item that is too long for the model. */
public final class FieldTruncation {

    /** Stands where text was cut. */
    static final String MARKER = "[... content truncated due to length ...]";

    /** Below this many characters a cut gains nothing: the item is too long for another reason. */
    private static final int SHORTEST_TO_CUT = 200;

    private FieldTruncation() {}

    /**
     * The item with its longest field cut to 75 % of its characters, the marker in the place of the rest, noted as
     * truncated; its key stays. Only fields that the recipe may truncate are cut, where the item has any.
     *
     * @return empty if that field is too short for a cut to help
     */
    public static Optional<Item> cutLongest(Recipe recipe, Item item) {
        return longestField(recipe, item)
                .filter(field -> field.getValue().length() >= SHORTEST_TO_CUT)
                .map(field -> withCut(recipe, item, field.getKey(), field.getValue()));
    }

    private static Item withCut(Recipe recipe, Item item, String name, String text) {
        boolean isShared = item.group().shared().containsKey(name);
        Map<String, String> changed =
                new LinkedHashMap<>(isShared ? item.group().shared() : item.fields());
        changed.put(name, cut(text, recipe.field(name), item));
        return isShared ? item.withShared(changed, Item.TRUNCATED) : item.withFields(changed, Item.TRUNCATED);
    }

    private static Optional<Map.Entry<String, String>> longestField(Recipe recipe, Item item) {
        Map<String, String> all = new LinkedHashMap<>(item.group().shared());
        all.putAll(item.fields());
        recipe.fields().stream().filter(field -> !field.shown()).forEach(field -> all.remove(field.name()));
        Set<String> truncatable = recipe.fields().stream()
                .filter(field -> field.truncation().isPresent())
                .map(InputField::name)
                .filter(all::containsKey)
                .collect(Collectors.toSet());
        return all.entrySet().stream()
                .filter(field -> truncatable.isEmpty() || truncatable.contains(field.getKey()))
                .max(Comparator.comparingInt(field -> field.getValue().length()));
    }

    private static String cut(String text, Optional<InputField> field, Item item) {
        int kept = text.length() * 3 / 4;
        return switch (field.flatMap(InputField::truncation)
                .map(Truncation::keep)
                .orElse(Truncation.Keep.HEAD)) {
            case HEAD -> UnicodeText.head(text, kept) + " " + MARKER;
            case TAIL -> MARKER + " " + UnicodeText.tail(text, kept);
            case MIDDLE -> UnicodeText.middle(text, kept) + " " + MARKER;
            case ENDS ->
                UnicodeText.head(text, kept - kept / 2) + " " + MARKER + " " + UnicodeText.tail(text, kept / 2);
            case STATEMENTS ->
                field.filter(InputField::numbered).isPresent() ? cutNumbered(text, item) : cutSource(text, item);
        };
    }

    private static String cutNumbered(String text, Item item) {
        return cutLines(SourceLines.ofNumbered(text), statementsOf(item)).numbered();
    }

    private static String cutSource(String text, Item item) {
        // After a cut, the lines are no longer where the statements are said to begin.
        List<Integer> statements = text.contains(MARKER) ? List.of() : statementsOf(item);
        return cutLines(SourceLines.of(text), statements).plain();
    }

    private static SourceLines cutLines(SourceLines lines, List<Integer> statements) {
        int kept = Math.max(1, lines.plain().length() * 3 / 4);
        return new StatementCut(Truncation.toCharacters(kept, Truncation.Keep.STATEMENTS)).cut(lines, statements);
    }

    private static List<Integer> statementsOf(Item item) {
        return LineNumbers.of(item.fields().getOrDefault(InputField.STATEMENT_LINES, ""));
    }
}
