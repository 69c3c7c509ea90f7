package io.enricher.output;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a page that is about one symbol. */
final class SymbolSection {

    /** The field that needs no label. */
    static final String SUMMARY = "summary";

    private SymbolSection() {}

    /** @param symbols where links may lead */
    static String render(PageRow row, PageSymbol symbol, PageSymbols symbols) {
        AnswerBlocks blocks = new AnswerBlocks(row, symbol.page(), symbols);
        Stream<String> head = Stream.of(
                "<a id=\"" + symbol.anchor() + "\"></a>",
                "## " + title(symbol),
                capitalized(symbol.lines().shown()),
                MarkdownText.fenced(row.signature(), row.language()),
                failure(row));
        return Stream.of(head, blocks.stream(), Stream.of(origin(row)))
                .flatMap(parts -> parts)
                .filter(block -> !block.isEmpty())
                .map(block -> "\n" + block + "\n")
                .collect(Collectors.joining());
    }

    /** What it is and what it is called. */
    static String title(PageSymbol symbol) {
        String kind = MarkdownText.inline(symbol.kind());
        String name = MarkdownText.code(symbol.title());
        String title = Stream.of(kind, name).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return title.isEmpty() ? "unnamed" : title;
    }

    private static String failure(PageRow row) {
        return row.error().isBlank() ? "" : "**Not documented:** " + MarkdownText.code(row.error());
    }

    /** Not whether the answer was cached: pages that say the same must be the same. */
    private static String origin(PageRow row) {
        Optional<String> model = shown("Answered by ", row.model());
        Optional<String> note = shown("Note: ", row.note());
        String line = Stream.of(model, note).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return line.isEmpty() ? "" : "*" + line + "*";
    }

    private static Optional<String> shown(String label, String text) {
        return Optional.of(MarkdownText.inline(text))
                .filter(inline -> !inline.isEmpty())
                .map(inline -> label + inline + ".");
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
