package io.enricher.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;

/**
 * A language's grammar and the query that finds its symbols. Not for more than one thread.
 *
 * @param captures the names in the query, by capture number
 */
record Grammar(TSLanguage language, TSQuery query, List<String> captures) implements AutoCloseable {

    /** Where a grammar comes from; throws what loading a native library throws. */
    @FunctionalInterface
    interface Source {
        TSLanguage load(Language language);
    }

    static Grammar of(Language language, TSLanguage loaded) {
        TSQuery query = new TSQuery(loaded, queryText(language));
        List<String> captures = IntStream.range(0, query.getCaptureCount())
                .mapToObj(query::getCaptureNameForId)
                .toList();
        return new Grammar(loaded, query, captures);
    }

    private static String queryText(Language language) {
        String resource = "/code/" + language.query() + ".scm";
        try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    @Override
    public void close() {
        query.close();
        language.close();
    }
}
