package io.enricher.output;

import io.enricher.domain.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first sentence of a text, for lists that must stay short. */
final class FirstSentence {

    private static final int LONGEST = 160;

    /** Not after a single letter, as in {@code e.g.} */
    private static final Pattern END = Pattern.compile("(?<![. ]\\p{L})[.!?](?= |$)|[。！？]");

    private FirstSentence() {}

    static String of(String text) {
        String line = PlainText.line(text);
        Matcher end = END.matcher(line);
        if (end.find() && end.end() <= LONGEST) {
            return line.substring(0, end.end());
        }
        if (line.length() <= LONGEST) {
            return line;
        }
        int cut = Math.max(line.lastIndexOf(' ', LONGEST), LONGEST / 2);
        return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + "…";
    }
}
