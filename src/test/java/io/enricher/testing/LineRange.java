package io.enricher.testing;

import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** An answer's range of lines, which a good model takes from the numbers that it was shown. */
final class LineRange {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final Pattern NUMBER = Pattern.compile("(?m)^([0-9]{1,9})\\| ");

    private LineRange() {}

    /** Whether it has both ends and nothing else. */
    static boolean isOne(ObjectNode object) {
        return object.size() == 2
                && object.path(FROM).isIntegralNumber()
                && object.path(TO).isIntegralNumber();
    }

    /** A range of the text's numbered lines, drawn by the given one; that one itself if no line has a number. */
    static ObjectNode within(String text, ObjectNode drawn) {
        int last = NUMBER.matcher(text)
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .max()
                .orElse(0);
        if (last == 0) {
            return drawn;
        }
        int one = 1 + drawn.path(FROM).asInt() % last;
        int other = 1 + drawn.path(TO).asInt() % last;
        return drawn.put(FROM, Math.min(one, other)).put(TO, Math.max(one, other));
    }
}
