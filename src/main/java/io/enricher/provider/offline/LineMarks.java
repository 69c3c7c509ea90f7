package io.enricher.provider.offline;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers before the lines of a source text, as in {@code 12| return;}. */
final class LineMarks {

    private static final String FIRST = "1| ";
    private static final Pattern MARK = Pattern.compile("(?m)^([0-9]{1,9})\\| ");

    private LineMarks() {}

    static String removedFrom(String text) {
        return areIn(text) ? MARK.matcher(text).replaceAll("") : text;
    }

    /** The number of the last line; empty if lines have none. */
    static OptionalInt last(String text) {
        OptionalInt last = OptionalInt.empty();
        Matcher mark = MARK.matcher(areIn(text) ? text : "");
        while (mark.find()) {
            last = OptionalInt.of(Integer.parseInt(mark.group(1)));
        }
        return last;
    }

    private static boolean areIn(String text) {
        return text.startsWith(FIRST);
    }
}
