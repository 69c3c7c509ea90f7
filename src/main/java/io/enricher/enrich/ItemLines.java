package io.enricher.enrich;

import io.enricher.domain.Item;
import io.enricher.recipe.InputField;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where an item stands in its file.
 *
 * @param start its first line, from 1; empty if the item does not say
 * @param end   its last line, inclusive
 */
record ItemLines(OptionalInt start, OptionalInt end) {

    private static final Pattern LINE = Pattern.compile("[0-9]{1,9}");

    static ItemLines of(Item item) {
        return new ItemLines(line(item, InputField.START_LINE), line(item, InputField.END_LINE));
    }

    /** The last line of this and of what ended before: spans may lie inside of others. */
    OptionalInt endAfter(OptionalInt before) {
        if (end.isEmpty() || before.isEmpty()) {
            return end.isEmpty() ? before : end;
        }
        return OptionalInt.of(Math.max(end.getAsInt(), before.getAsInt()));
    }

    private static OptionalInt line(Item item, String field) {
        String text = item.fields().getOrDefault(field, "");
        return LINE.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
