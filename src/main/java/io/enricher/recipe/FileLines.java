package io.enricher.recipe;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the lines of an item's text stand in its file.
 *
 * @param start     the first one's line in the file
 * @param textLines the line in the file of each line of the text; empty if they follow each other without a gap
 */
record FileLines(int start, List<Integer> textLines) {

    /**
     * @param start     as the record has it; what is no line number leaves lines as they are
     * @param textLines a JSON list as the record has it, empty if there is none
     */
    static FileLines of(String start, String textLines) {
        boolean isLine = start.matches("[1-9][0-9]{0,8}");
        return new FileLines(isLine ? Integer.parseInt(start) : 1, LineNumbers.of(textLines));
    }

    /** Turns ranges of lines of the text into ranges of lines of the file. */
    JsonNode inFile(JsonNode ranges) {
        return ranges.isArray()
                ? JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(ranges.values().stream().map(this::range).toList())
                : ranges;
    }

    private JsonNode range(JsonNode range) {
        if (!(range.deepCopy() instanceof ObjectNode moved)) {
            return range;
        }
        for (String end : List.of("from", "to")) {
            if (moved.path(end).isInt()) {
                moved.put(end, inFile(moved.path(end).intValue()));
            }
        }
        return moved;
    }

    private int inFile(int line) {
        return line >= 1 && line <= textLines.size() ? textLines.get(line - 1) : start + line - 1;
    }
}
