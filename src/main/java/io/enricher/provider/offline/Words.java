package io.enricher.provider.offline;

import java.util.ArrayList;
import java.util.List;

/** Plain text taken apart; by hand, because regular expressions took most of an answer's time. */
final class Words {

    private Words() {}

    /** Runs of letters and digits, with hyphens and apostrophes inside them. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inside = at < text.length() && (isPart(text, at) || (start >= 0 && joins(text, at)));
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
        }
        return words;
    }

    /** White space and control characters between words become one blank each. */
    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (!Character.isWhitespace(character) && !Character.isISOControl(character)) {
                line.append(character);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /** Up to the first full stop, question or exclamation mark that a blank or the end follows. */
    static String firstSentence(String line) {
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            boolean wide = "。！？".indexOf(character) >= 0;
            boolean ends = ".!?".indexOf(character) >= 0 && (at + 1 == line.length() || line.charAt(at + 1) == ' ');
            if (wide || ends) {
                return line.substring(0, at + 1);
            }
        }
        return line;
    }

    /** The first words of a line, as many as {@code count}. */
    static String first(int count, String line) {
        int end = -1;
        for (int word = 0; word < count; word++) {
            end = line.indexOf(' ', end + 1);
            if (end < 0) {
                return line;
            }
        }
        return line.substring(0, end);
    }

    private static boolean isPart(String text, int at) {
        char character = text.charAt(at);
        return Character.isLetterOrDigit(character) || Character.isSurrogate(character);
    }

    private static boolean joins(String text, int at) {
        return "-'’".indexOf(text.charAt(at)) >= 0 && at + 1 < text.length() && isPart(text, at + 1);
    }
}
