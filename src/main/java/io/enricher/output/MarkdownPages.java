package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows about source code as a folder of Markdown: one page per source file, each symbol with its answer, and
 * {@code index.md}. The same rows make the same bytes. The symbols' names are held in memory, their answers one at a time.
 */
public final class MarkdownPages {

    /** What an input must have to become pages. */
    public static final List<String> COLUMNS = List.of("path", "language", "kind", "name", "startLine", "endLine");

    private static final Logger LOG = LoggerFactory.getLogger(MarkdownPages.class);

    private MarkdownPages() {}

    /**
     * Makes pages of a finished part and puts them in the place of its target; the part is removed last. May be killed and
     * called again.
     *
     * @throws OutputException if the pages cannot be written, or something else is in their place; the part is kept
     */
    static void publish(FinishedPart part) {
        PageFolder folder = PageFolder.of(part.target());
        try {
            publish(part, folder);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write the pages " + part.target() + ": " + Refusal.of(e)
                            + "; the finished rows are kept as "
                            + part.part()
                            + "; move away what is in the way, make room or make the place writable, then start again:"
                            + " only this last step is left",
                    e);
        }
        part.discard();
    }

    private static void publish(FinishedPart part, PageFolder folder) throws IOException {
        Path fresh = folder.begin();
        try {
            write(part.part(), fresh, title(part.target()));
            folder.replace();
        } catch (IOException e) {
            discard(folder);
            throw e;
        }
    }

    private static void write(Path part, Path folder, String title) throws IOException {
        PageSymbols symbols = new PageSymbols();
        PageRows.read(part, symbols::add);
        try (PageWriter pages = new PageWriter(folder)) {
            AtomicInteger number = new AtomicInteger();
            PageRows.read(part, row -> {
                PageSymbol symbol = symbols.symbol(number.getAndIncrement());
                pages.write(symbols.page(row), SymbolSection.render(row, symbol, symbols));
            });
            pages.write(PageNames.INDEX, IndexPage.render(title, symbols));
        }
    }

    private static String title(Path target) {
        String name = String.valueOf(target.getFileName());
        String ending = "." + OutputFormat.MARKDOWN.extension();
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static void discard(PageFolder folder) {
        try {
            folder.discard();
        } catch (IOException e) {
            LOG.warn("cannot remove unfinished pages: {}; the next start removes them", Refusal.of(e));
        }
    }
}
