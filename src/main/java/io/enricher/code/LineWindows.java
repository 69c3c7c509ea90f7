package io.enricher.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Windows of {@value #LINES} lines, of which each shares {@value #OVERLAP} with the one before. */
final class LineWindows {

    static final int LINES = 60;
    static final int OVERLAP = 10;

    private LineWindows() {}

    static List<Symbol> of(String language, SourceText source) {
        List<String> lines = lines(source.text());
        List<Symbol> windows = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += LINES - OVERLAP) {
            int to = Math.min(from + LINES, lines.size());
            String text = String.join("\n", lines.subList(from, to));
            if (!text.isBlank()) {
                windows.add(window(language, from + 1, to, text));
            }
            if (to == lines.size()) {
                break;
            }
        }
        return windows;
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
    }

    private static Symbol window(String language, int startLine, int endLine, String text) {
        String name = "lines " + startLine + "-" + endLine;
        return new Symbol(
                language,
                SymbolKind.LINES,
                name,
                name,
                "",
                Visibility.PUBLIC,
                "",
                List.of(),
                "",
                startLine,
                endLine,
                text,
                List.of(),
                List.of(),
                List.of());
    }
}
