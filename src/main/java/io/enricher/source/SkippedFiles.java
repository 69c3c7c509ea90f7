package io.enricher.source;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many files were not read, by reason.
 *
 * @param counts of reasons that occurred, in the order of the enum
 */
public record SkippedFiles(Map<SkipReason, Long> counts) {

    public SkippedFiles {
        EnumMap<SkipReason, Long> ordered = new EnumMap<>(SkipReason.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
    }

    public long of(SkipReason reason) {
        return counts.getOrDefault(reason, 0L);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as {@code 3 binary, 12 other_kind}; empty if none was skipped. */
    public String text() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().code())
                .collect(Collectors.joining(", "));
    }

    SkippedFiles plus(SkippedFiles others) {
        EnumMap<SkipReason, Long> sum = new EnumMap<>(SkipReason.class);
        sum.putAll(counts);
        others.counts.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new SkippedFiles(sum);
    }
}
