package io.enricher.recipe;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lists of line numbers, as chunk records hold them. */
final class LineNumbers {

    private LineNumbers() {}

    /** The numbers of a JSON list; empty if the text is none: such a list helps, and nothing fails without it. */
    static List<Integer> of(String json) {
        if (!json.startsWith("[")) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : JsonText.read(json)) {
            if (!number.isInt()) {
                return List.of();
            }
            numbers.add(number.intValue());
        }
        return List.copyOf(numbers);
    }
}
