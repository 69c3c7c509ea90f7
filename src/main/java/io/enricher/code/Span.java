package io.enricher.code;

/**
 * A stretch of a source, in bytes of UTF-8 as the parsers count.
 *
 * @param end exclusive
 */
record Span(int start, int end) {

    static final Span NONE = new Span(-1, -1);

    boolean isNone() {
        return start < 0;
    }

    boolean holds(Span other) {
        return start <= other.start && other.end <= end;
    }
}
