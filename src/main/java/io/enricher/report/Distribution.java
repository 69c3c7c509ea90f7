package io.enricher.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each value of an added column occurs.
 *
 * @param column  one that can have few values only
 * @param counts  by value, the most frequent first; values that do not occur are there, too
 */
record Distribution(String column, Map<String, Long> counts) {

    private static final int MOST_VALUES = 40;

    Distribution {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_VALUES)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        counts = sorted;
    }

    List<String> values() {
        return List.copyOf(counts.keySet());
    }

    long most() {
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
