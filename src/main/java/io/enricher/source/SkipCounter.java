package io.enricher.source;

import java.util.EnumMap;

/** Counts what is not read. For one thread. */
final class SkipCounter {

    private final EnumMap<SkipReason, Long> counts = new EnumMap<>(SkipReason.class);

    void count(SkipReason reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    SkippedFiles soFar() {
        return new SkippedFiles(counts);
    }
}
