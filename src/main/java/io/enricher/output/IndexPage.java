package io.enricher.output;

import io.enricher.domain.Amounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page that leads to all others: one line a file, by folders. */
final class IndexPage {

    private IndexPage() {}

    static String render(String title, PageSymbols symbols) {
        StringBuilder page = new StringBuilder("# " + MarkdownText.inline(title) + "\n\n" + counts(symbols) + "\n");
        Map<String, List<SourcePage>> folders = symbols.pages().stream()
                .sorted(Comparator.comparing(SourcePage::path))
                .collect(Collectors.groupingBy(source -> folderOf(source.path()), TreeMap::new, Collectors.toList()));
        folders.forEach((folder, sources) -> {
            String shown = MarkdownText.code(folder);
            page.append("\n## ").append(shown.isEmpty() ? "Top folder" : shown).append("\n\n");
            sources.forEach(source -> page.append(line(source)).append('\n'));
        });
        return page.toString();
    }

    private static String counts(PageSymbols symbols) {
        long undocumented =
                symbols.pages().stream().mapToLong(SourcePage::undocumented).sum();
        return Amounts.count(symbols.pages().size(), "file", "files") + ", "
                + Amounts.count(symbols.symbols(), "symbol", "symbols") + ", " + Amounts.count(undocumented)
                + " without documentation.";
    }

    private static String line(SourcePage source) {
        String file = MarkdownText.code(source.path().substring(source.path().lastIndexOf('/') + 1));
        String shown = file.isEmpty() ? "No name" : file;
        String line = "- [" + shown + "](" + source.name() + "): " + source.counts() + ".";
        return source.gist().isEmpty() ? line : line + " " + source.gist();
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
