package io.enricher.code;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits source files into symbols, or into windows of lines where that cannot be: a file never fails. The parsers are
 * loaded with the first file that needs them. For one thread, and to be closed: parsers hold native memory.
 */
public final class SymbolSplitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SymbolSplitter.class);

    private final SplitLimits limits;
    private final Supplier<SyntaxParser> parsers;
    private final Map<Language, Fallback> missing = new EnumMap<>(Language.class);
    private @Nullable SyntaxParser parser;

    public SymbolSplitter(SplitLimits limits) {
        this(limits, () -> new SyntaxParser(BundledGrammars::load, limits));
    }

    SymbolSplitter(SplitLimits limits, Supplier<SyntaxParser> parsers) {
        this.limits = limits;
        this.parsers = parsers;
    }

    /**
     * The symbols of one file. The same text gives the same symbols, but for {@link Fallback.Reason#OUT_OF_TIME}.
     *
     * @param path its name, for the language alone
     * @param text all of it
     */
    public SplitResult split(String path, String text) {
        SourceText source = new SourceText(text);
        Optional<Language> language = Language.of(path, source.text());
        if (language.isEmpty()) {
            return windows("text", source, new Fallback(Fallback.Reason.OTHER_LANGUAGE, "not a language known here"));
        }
        try {
            return new SplitResult(language.get().id(), symbols(language.get(), source), Optional.empty());
        } catch (UnsplittableException e) {
            return windows(language.get().id(), source, e.fallback());
        } catch (RuntimeException | StackOverflowError e) {
            // A tree that its grammar does not promise: one file must not end a run over a hundred thousand.
            LOG.warn(
                    "A file in {} meets a fault of the splitter and is given as lines",
                    language.get().id(),
                    e);
            return windows(language.get().id(), source, new Fallback(Fallback.Reason.NOT_PARSED, e.toString()));
        }
    }

    private List<Symbol> symbols(Language language, SourceText source) throws UnsplittableException {
        if (source.text().isBlank()) {
            return List.of();
        }
        Plausibility.check(source.text(), limits.nesting());
        SyntaxParser ready = parserFor(language);
        SyntaxCaptures captures = ready.read(language, source, new Deadline(Deadline.threadClock(), limits.time()));
        Plausibility.checkLayers(captures.declarations(), source.length(), limits.layers());
        List<Symbol> symbols = new SymbolAssembler(language, source, captures).assemble();
        if (symbols.isEmpty()) {
            throw captures.broken()
                    ? new UnsplittableException(Fallback.Reason.NOT_PARSED, "syntax errors, and no symbol among them")
                    : new UnsplittableException(Fallback.Reason.NO_SYMBOLS, "neither functions nor types in it");
        }
        return symbols;
    }

    private SyntaxParser parserFor(Language language) throws UnsplittableException {
        Fallback known = missing.get(language);
        if (known != null) {
            throw new UnsplittableException(known.reason(), known.message());
        }
        try {
            if (parser == null) {
                parser = NativeLoading.load(language, parsers);
            }
            parser.prepare(language);
            return parser;
        } catch (UnsplittableException e) {
            missing.put(language, e.fallback());
            throw e;
        }
    }

    private static SplitResult windows(String language, SourceText source, Fallback fallback) {
        return new SplitResult(language, LineWindows.of(language, source), Optional.of(fallback));
    }

    /** Frees the native memory; the splitter is of no use afterwards. */
    @Override
    public void close() {
        if (parser != null) {
            parser.close();
        }
    }
}
