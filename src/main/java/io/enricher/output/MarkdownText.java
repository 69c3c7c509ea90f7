package io.enricher.output;

import io.enricher.domain.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of others as Markdown that shows it and does nothing else: no HTML, no links, no structure. What a backslash does
 * not take its meaning from in every Markdown (CommonMark, GitHub's, Python's) is written as a character reference.
 */
final class MarkdownText {

    private static final String BACKSLASHED = "*_{}[]#!";
    private static final String REFERENCED = "\\`<>&|~$";

    /** Starts lists, underlines and containers where it starts a line. */
    private static final String MEANT_AT_START = "-+=:?%";

    private static final Pattern NUMBERED = Pattern.compile("^(\\d+)([.)])");

    /** A line that starts so is a statement in MDX. */
    private static final Pattern STATEMENT = Pattern.compile("^(?:import|export)\\b");

    /** Domains and file names, too, become links on some sites, and what is in double braces is run by some. */
    private static final Pattern LINK_OR_TEMPLATE =
            Pattern.compile("://|@|www\\.|mailto:|xmpp:|\\{\\{|}}|\\{%|%}|[\\p{L}\\p{N}_-]\\.\\p{L}{2}");

    private static final Pattern CONTROL_IN_CODE =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069&&[^\\t]]");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#-]{1,30}");

    private MarkdownText() {}

    /** One line, for any place in a line; what is in backticks stays code, as do addresses and names with dots. */
    static String inline(String text) {
        StringBuilder out = new StringBuilder();
        String line = PlainText.line(text);
        int done = 0;
        int opening = line.indexOf('`');
        while (opening >= 0) {
            int closing = line.indexOf('`', opening + 1);
            if (closing < 0) {
                break;
            }
            if (closing > opening + 1) {
                appendWords(out, line.substring(done, opening));
                appendCode(out, line.substring(opening + 1, closing));
                done = closing + 1;
                opening = line.indexOf('`', done);
            } else {
                opening = closing;
            }
        }
        appendWords(out, line.substring(done));
        return harmlessAtStart(out.toString());
    }

    private static void appendWords(StringBuilder out, String text) {
        String separator = "";
        for (String word : text.split(" ", -1)) {
            out.append(separator);
            separator = " ";
            if (LINK_OR_TEMPLATE.matcher(word.toLowerCase(Locale.ROOT)).find()) {
                appendWordAsCode(out, word);
            } else {
                appendEscaped(out, word);
            }
        }
    }

    /** Without the punctuation around it. */
    private static void appendWordAsCode(StringBuilder out, String word) {
        int start = 0;
        int end = word.length();
        while (start < end && "(\"'".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ".,;:!?)\"'".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        appendEscaped(out, word.substring(0, start));
        appendCode(out, word.substring(start, end));
        appendEscaped(out, word.substring(end));
    }

    private static void appendEscaped(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (REFERENCED.indexOf(c) >= 0) {
                out.append(reference(c));
            } else if (BACKSLASHED.indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
    }

    private static String reference(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> "&#" + (int) c + ";";
        };
    }

    /** The marks of two neighbours would become one longer mark. */
    private static void appendCode(StringBuilder out, String text) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '`') {
            out.append(' ');
        }
        out.append(code(text));
    }

    private static String harmlessAtStart(String line) {
        if (line.isEmpty()) {
            return line;
        }
        if (MEANT_AT_START.indexOf(line.charAt(0)) >= 0
                || STATEMENT.matcher(line).find()) {
            return reference(line.charAt(0)) + line.substring(1);
        }
        return NUMBERED.matcher(line).replaceFirst("$1\\\\$2");
    }

    /** One line of code; empty if the text is. */
    static String code(String text) {
        String line = PlainText.line(text);
        if (line.isEmpty()) {
            return "";
        }
        String mark = "`".repeat(longestRunOfBackticks(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return mark + pad + line + pad + mark;
    }

    /** Lines of code in a block of their own, which nothing in them can end; empty if the text is. */
    static String fenced(String text, String language) {
        if (text.isBlank()) {
            return "";
        }
        String lines = text.lines()
                .map(line -> CONTROL_IN_CODE.matcher(line).replaceAll("").stripTrailing())
                .collect(Collectors.joining("\n"));
        String fence = "`".repeat(Math.max(3, longestRunOfBackticks(lines) + 1));
        String info = LANGUAGE.matcher(language).matches() ? language : "";
        return fence + info + "\n" + lines + "\n" + fence;
    }

    /** Blank lines part paragraphs, other line breaks are lost. */
    static String paragraphs(String text) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        text.lines().forEach(line -> {
            if (line.isBlank()) {
                paragraphs.add(inline(current.toString()));
                current.setLength(0);
            } else {
                current.append(line).append(' ');
            }
        });
        paragraphs.add(inline(current.toString()));
        return paragraphs.stream().filter(paragraph -> !paragraph.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private static int longestRunOfBackticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
