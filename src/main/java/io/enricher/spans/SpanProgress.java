package io.enricher.spans;

/** Told how far the work before the first call is. Safe for use by many threads. */
public interface SpanProgress {

    /** A part of the work on symbols begins, such as {@code embedding}. */
    void beginSymbols(String phase);

    /**
     * So many more are done.
     *
     * @param total all that is to be done, 0 if nobody knows
     */
    void done(long symbols, long total);
}
