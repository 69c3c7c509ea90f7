package io.enricher.output;

import java.util.regex.Pattern;

/**
 * Lines of a source file, both ends included, from 1; {@link #UNKNOWN} if they are not given.
 *
 * @param first from 1
 * @param last  not before the first
 */
record LineRange(int first, int last) {

    static final LineRange UNKNOWN = new LineRange(0, 0);

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** What is no line number, or ends before it starts, is unknown. */
    static LineRange of(String first, String last) {
        if (!NUMBER.matcher(first).matches() || !NUMBER.matcher(last).matches()) {
            return UNKNOWN;
        }
        LineRange range = new LineRange(Integer.parseInt(first), Integer.parseInt(last));
        return range.first <= range.last ? range : UNKNOWN;
    }

    int count() {
        return this.equals(UNKNOWN) ? 0 : last - first + 1;
    }

    /** {@code line 7} or {@code lines 10-54}; empty if unknown. */
    String shown() {
        if (this.equals(UNKNOWN)) {
            return "";
        }
        return first == last ? "line " + first : "lines " + first + "-" + last;
    }
}
