package io.enricher.output;

import io.enricher.domain.Amounts;
import java.util.ArrayList;
import java.util.List;

/** The page of one source file: what is known of it before its symbols are written. For one thread. */
final class SourcePage {

    private final String path;
    private final String name;
    private final String language;
    private final AnchorNames anchors = new AnchorNames();
    private final List<PageSymbol> symbols = new ArrayList<>();
    private String gist = "";
    private int gistLines = -1;

    /**
     * @param path     of the source file, as it was read
     * @param name     of the page, below the folder of pages
     * @param language empty if unknown
     */
    SourcePage(String path, String name, String language) {
        this.path = path;
        this.name = name;
        this.language = language;
    }

    PageSymbol add(PageRow row) {
        PageSymbol symbol = new PageSymbol(
                name, row.kind(), row.title(), row.lines(), anchors.nameFor(row.qualifiedName()), row.isDocumented());
        symbols.add(symbol);
        keepGist(row);
        return symbol;
    }

    /** What the longest symbol is says most about the file: it is the class around the others, if there is one. */
    private void keepGist(PageRow row) {
        if (row.lines().count() > gistLines
                && row.answer().get(SymbolSection.SUMMARY) instanceof AnswerValue.Text summary
                && !summary.isEmpty()) {
            gistLines = row.lines().count();
            gist = MarkdownText.code(row.name()) + ": " + MarkdownText.inline(FirstSentence.of(summary.text()));
        }
    }

    String path() {
        return path;
    }

    String name() {
        return name;
    }

    /** A line about the file as Markdown, empty if nothing is known. */
    String gist() {
        return gist;
    }

    int symbols() {
        return symbols.size();
    }

    long undocumented() {
        return symbols.stream().filter(symbol -> !symbol.documented()).count();
    }

    /** {@code 12 symbols, 1 without documentation}. */
    String counts() {
        String counts = Amounts.count(symbols.size(), "symbol", "symbols");
        return undocumented() == 0 ? counts : counts + ", " + Amounts.count(undocumented()) + " without documentation";
    }

    /** What stands before the sections of the symbols. */
    String head() {
        StringBuilder head = new StringBuilder("# " + shownPath() + "\n\n");
        if (!language.isBlank()) {
            head.append(MarkdownText.inline(language)).append(", ");
        }
        head.append(counts()).append(" – [index](").append(PageAddress.of(PageNames.INDEX, name));
        head.append(")\n\n## Symbols\n");
        for (PageSymbol symbol : symbols) {
            head.append("\n- [").append(SymbolSection.title(symbol)).append("](#");
            head.append(symbol.anchor()).append(')');
            String lines = symbol.lines().shown();
            head.append(lines.isEmpty() ? "" : ", " + lines);
        }
        return head.append('\n').toString();
    }

    private String shownPath() {
        String shown = MarkdownText.code(path);
        return shown.isEmpty() ? "No path" : shown;
    }
}
