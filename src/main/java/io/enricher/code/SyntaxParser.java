package io.enricher.code;

import java.util.EnumMap;
import java.util.Map;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * Parses a source and takes from its tree, as plain values, what symbols are made of. Holds native memory: one per
 * thread, and to be closed.
 */
final class SyntaxParser implements AutoCloseable {

    private static final int BUFFER_BYTES = 32 * 1024;

    private final Grammar.Source source;
    private final SplitLimits limits;
    private final Map<Language, Grammar> grammars = new EnumMap<>(Language.class);
    private final TSParser parser = new TSParser();
    private final TSQueryCursor cursor = new TSQueryCursor();

    SyntaxParser(Grammar.Source source, SplitLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** Loads what the language needs; a second time costs nothing. */
    void prepare(Language language) throws UnsplittableException {
        if (!grammars.containsKey(language)) {
            TSLanguage loaded = NativeLoading.load(language, () -> source.load(language));
            grammars.put(language, Grammar.of(language, loaded));
        }
    }

    /** What is declared in {@code text}, in a language that has been prepared. */
    SyntaxCaptures read(Language language, SourceText text, Deadline deadline) throws UnsplittableException {
        Grammar grammar = grammars.get(language);
        if (grammar == null) {
            throw new IllegalStateException(language + " has not been prepared");
        }
        try (TSTree tree = parse(grammar, text, deadline)) {
            TSNode root = tree.getRootNode();
            return search(language, grammar, root, text, deadline).finish(root.hasError(), () -> {
                if (deadline.hasPassed()) {
                    throw outOfTime();
                }
            });
        }
    }

    private TSTree parse(Grammar grammar, SourceText text, Deadline deadline) throws UnsplittableException {
        parser.reset();
        parser.setLanguage(grammar.language());
        // The library's own encoder writes Java's modified UTF-8, which shifts what stands behind an emoji or a NUL.
        TSTree tree = parser.parseWithOptions(
                new byte[BUFFER_BYTES],
                null,
                (buffer, offset, position) -> text.read(buffer, offset),
                TSInputEncoding.TSInputEncodingUTF8,
                state -> deadline.hasPassed());
        if (tree == null) {
            throw outOfTime();
        }
        return tree;
    }

    private CaptureCollector search(Language language, Grammar grammar, TSNode root, SourceText text, Deadline deadline)
            throws UnsplittableException {
        boolean[] stopped = {false};
        cursor.execWithOptions(grammar.query(), root, state -> stopped[0] |= deadline.hasPassed());
        CaptureCollector collector = new CaptureCollector(language, text, limits.symbols());
        TSQueryMatch match = new TSQueryMatch();
        while (cursor.nextMatch(match)) {
            collector.startMatch(match.getPatternIndex());
            for (TSQueryCapture capture : match.getCaptures()) {
                collector.add(grammar.captures().get(capture.getIndex()), SyntaxNode.of(capture.getNode()));
            }
            collector.endMatch();
        }
        // A search that was stopped ends as if there were no more to find.
        if (stopped[0]) {
            throw outOfTime();
        }
        return collector;
    }

    private UnsplittableException outOfTime() {
        return new UnsplittableException(
                Fallback.Reason.OUT_OF_TIME,
                "not parsed within " + limits.time().toMillis() + " ms of processor time");
    }

    @Override
    public void close() {
        cursor.close();
        parser.close();
        grammars.values().forEach(Grammar::close);
    }
}
