package io.enricher.domain;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of others (providers, file and column names) made safe for a terminal, which must not obey it. */
public final class PlainText {

    private static final int LONGEST = 300;

    /** CSI and OSC sequences whole, so that no remains such as {@code [31m} are left. */
    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]|(?:\\u001B]|\\u009D)[^\\u0007\\u001B\\u009C]*");

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\t\\u000B\\f\\u0085\\u2028\\u2029]+");

    /** Controls, and the marks that reverse the order in which text is shown. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private PlainText() {}

    /** One line, whole: paths must stay usable. */
    public static String line(String text) {
        return oneLine(text).strip();
    }

    /** The same, but line breaks, and blanks before a line, stay. */
    public static String lines(String text) {
        return text.lines().map(PlainText::oneLine).collect(Collectors.joining("\n"));
    }

    private static String oneLine(String text) {
        String unescaped = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        String oneLine = LINE_BREAK.matcher(unescaped).replaceAll(" ");
        return CONTROL.matcher(oneLine).replaceAll("");
    }

    /** One line, cut where it grows too long to be read. */
    public static String message(String text) {
        String line = line(text);
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
