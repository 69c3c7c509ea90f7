package io.enricher.cli;

import java.util.regex.Pattern;

/** Text of others (file names, column names, words of a provider) for a terminal, which must not obey it. */
final class Printable {

    /** Controls, C1 too, but for tab; line separators, and the marks that reverse the order in which text is shown. */
    private static final Pattern COMMANDS =
            Pattern.compile("[\\p{Cc}&&[^\t\n]]|[\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Printable() {}

    /** One line. */
    static String line(String text) {
        return lines(text).replace('\n', '?');
    }

    /** Line breaks stay. */
    static String lines(String text) {
        return COMMANDS.matcher(text).replaceAll("?");
    }
}
