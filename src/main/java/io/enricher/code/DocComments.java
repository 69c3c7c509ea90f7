package io.enricher.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the comment that documents a declaration, and takes its marks off. */
final class DocComments {

    private static final Pattern BLOCK_START = Pattern.compile("^/\\*[*!]?");
    private static final Pattern LINE_START = Pattern.compile("(?m)^[ \\t]*(?:\\*(?!/)|//[/!]?|#+)?[ \\t]?");
    private static final Pattern RUBY_BLOCK = Pattern.compile("(?m)^=(?:begin|end)\\b.*$");
    private static final Pattern QUOTES = Pattern.compile("(?s)^[rRuUbBfF]*(\"\"\"|'''|\"|')(.*?)(?:\\1)?$");

    private final Language language;
    private final SourceText source;
    private final List<Span> comments;

    DocComments(Language language, SourceText source, List<Span> comments) {
        this.language = language;
        this.source = source;
        this.comments = comments;
    }

    /** The comment right above {@code start}, on lines of its own; empty if there is none. */
    String before(int start) {
        List<String> found = new ArrayList<>();
        int below = start;
        for (int i = lastBefore(start); i >= 0; i--) {
            Optional<String> text = adjacent(comments.get(i), below);
            if (text.isEmpty()) {
                break;
            }
            if (documents(text.get())) {
                found.add(cleaned(text.get()));
            } else if (!found.isEmpty()) {
                break;
            }
            below = comments.get(i).start();
        }
        Collections.reverse(found);
        return String.join("\n", found).strip();
    }

    private Optional<String> adjacent(Span comment, int below) {
        String text = source.slice(comment).stripTrailing();
        int end = Math.min(comment.end(), below);
        boolean endsItsLine = end > comment.start() && source.at(end - 1) == '\n';
        int breaks = source.breaksBetween(end, below);
        boolean adjacent = breaks >= 0 && breaks <= (endsItsLine ? 0 : 1);
        return adjacent && source.startsItsLine(comment.start()) ? Optional.of(text) : Optional.empty();
    }

    private int lastBefore(int start) {
        int low = 0;
        int high = comments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comments.get(middle).end() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Languages with a mark for documentation are taken at their word; in the others any comment will do. */
    private boolean documents(String comment) {
        return switch (language) {
            case JAVA, KOTLIN, SCALA, PHP -> comment.startsWith("/**");
            case RUST, CSHARP -> comment.startsWith("///") || comment.startsWith("/**");
            case PYTHON -> false;
            default -> true;
        };
    }

    private String cleaned(String comment) {
        String inner = comment;
        if (comment.startsWith("/*")) {
            inner = withoutBlockEnd(BLOCK_START.matcher(comment).replaceFirst(""));
        } else if (language == Language.RUBY && comment.startsWith("=begin")) {
            inner = RUBY_BLOCK.matcher(comment).replaceAll("");
        }
        return LINE_START
                .matcher(inner)
                .replaceAll("")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String withoutBlockEnd(String comment) {
        int end = comment.length();
        if (comment.endsWith("/")) {
            end--;
            while (end > 0 && comment.charAt(end - 1) == '*') {
                end--;
            }
        }
        return comment.substring(0, end);
    }

    /** A Python string without quotes and common indentation. */
    static String ofString(String literal) {
        String text = QUOTES.matcher(literal).replaceFirst("$2").stripTrailing();
        int firstBreak = text.indexOf('\n');
        if (firstBreak < 0) {
            return text.strip();
        }
        return (text.substring(0, firstBreak).strip()
                        + "\n"
                        + text.substring(firstBreak + 1).stripIndent())
                .strip();
    }
}
