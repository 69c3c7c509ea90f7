package io.enricher.source;

import io.enricher.code.Fallback;
import io.enricher.code.SplitResult;
import io.enricher.code.SymbolSplitter;
import java.util.Optional;

/**
 * One file, split and written down.
 *
 * @param rows lines of the chunk file
 */
record SplitFile(String rows, int symbols, Optional<Fallback> fallback) {

    static SplitFile of(SourceFile file, SymbolSplitter splitter) {
        SplitResult result = splitter.split(file.path(), file.text());
        StringBuilder rows = new StringBuilder();
        result.symbols().forEach(symbol -> rows.append(ChunkRow.render(file.path(), symbol)));
        return new SplitFile(rows.toString(), result.symbols().size(), result.fallback());
    }
}
