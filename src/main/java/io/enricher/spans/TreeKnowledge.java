package io.enricher.spans;

import io.enricher.code.FileIdentifiers;
import io.enricher.recipe.SpanKnowledge;
import java.util.Objects;
import java.util.function.Supplier;

/** Knows the names of all symbols of a run's input, and the identifiers of its files; looked up when first asked for. */
public final class TreeKnowledge implements SpanKnowledge {

    private final Supplier<SymbolIndex> symbols;
    private final Supplier<FileIdentifiers> identifiers;

    public TreeKnowledge(Supplier<SymbolIndex> symbols, Supplier<FileIdentifiers> identifiers) {
        this.symbols = symbols;
        this.identifiers = identifiers;
    }

    /** Looks everything up that questions may be about. */
    public void load() {
        Objects.requireNonNull(symbols.get());
        Objects.requireNonNull(identifiers.get());
    }

    @Override
    public boolean isInFile(String path, String identifier) {
        return identifiers.get().contains(path, identifier);
    }

    @Override
    public boolean isSymbol(String name) {
        return symbols.get().isSymbol(name);
    }
}
