package io.enricher.code;

import java.util.List;
import java.util.Optional;

/**
 * One file, split.
 *
 * @param language {@link Language#id()}, {@code text} for other files
 * @param symbols  in the order of the source, a type before its members; windows where there is a fallback
 * @param fallback why they are windows; empty if they are symbols
 */
public record SplitResult(String language, List<Symbol> symbols, Optional<Fallback> fallback) {

    public SplitResult {
        symbols = List.copyOf(symbols);
    }
}
