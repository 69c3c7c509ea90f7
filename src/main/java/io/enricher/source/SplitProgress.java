package io.enricher.source;

/** Hears how far the splitting of a tree is; called often, on the thread that asked for it. */
@FunctionalInterface
public interface SplitProgress {

    SplitProgress NONE = (files, symbols) -> {};

    /** @param symbols windows count too */
    void splitSoFar(long files, long symbols);
}
