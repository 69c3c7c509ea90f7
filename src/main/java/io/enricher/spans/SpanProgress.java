package io.enricher.spans;

/** Told how far the work before the first call is. Safe for use by many threads. */
public interface SpanProgress {

    /** A part of the work begins, such as {@code embedding}. */
    void enter(String phase);

    /**
     * So much more is done.
     *
     * @param total all that is to be done, 0 if nobody knows
     */
    void done(long spans, long total);
}
