package io.enricher.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a source text, each with its number in the whole text; where numbers are missing, lines were cut out.
 *
 * @param lines in the order of their numbers
 */
record SourceLines(List<Line> lines) {

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,9})\\| (.*)", Pattern.DOTALL);

    SourceLines {
        lines = List.copyOf(lines);
    }

    /** @param number from 1 */
    record Line(int number, String text) {

        private String numbered() {
            return number + "| " + text;
        }
    }

    /** All lines of a text. */
    static SourceLines of(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            lines.add(new Line(lines.size() + 1, line));
        }
        return new SourceLines(lines);
    }

    /** The lines of what {@link #numbered()} made. */
    static SourceLines ofNumbered(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher numbered = NUMBERED.matcher(line);
            if (numbered.matches()) {
                lines.add(new Line(Integer.parseInt(numbered.group(1)), numbered.group(2)));
            }
        }
        return new SourceLines(lines);
    }

    /** The text with the marker on a line of its own wherever lines are missing. */
    String plain() {
        return joined(Line::text);
    }

    /** The same with the number of each line before it. */
    String numbered() {
        return joined(Line::numbered);
    }

    /** Number of the last line, 0 if there is none. */
    int last() {
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number();
    }

    private String joined(Function<Line, String> shown) {
        StringJoiner text = new StringJoiner("\n");
        int next = 1;
        for (Line line : lines) {
            if (line.number() > next) {
                text.add(FieldTruncation.MARKER);
            }
            text.add(shown.apply(line));
            next = line.number() + 1;
        }
        return text.toString();
    }
}
