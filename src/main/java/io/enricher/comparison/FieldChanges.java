package io.enricher.comparison;

import io.enricher.domain.Comparison;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how a field differs, in constant memory. For one thread. */
final class FieldChanges {

    /** Longer values are rarely the same in two rows. */
    private static final int SHORT = 40;

    /** New changes behind so many different ones are not counted by themselves. */
    private static final int MOST_KINDS = 10_000;

    private static final int SHOWN = 10;

    private final Map<Pair, Long> rows = new LinkedHashMap<>();
    private long differing;

    private record Pair(String a, String b) {}

    void add(String a, String b) {
        differing++;
        Pair pair = new Pair(a, b);
        boolean isShort = a.length() <= SHORT && b.length() <= SHORT;
        if (isShort && (rows.size() < MOST_KINDS || rows.containsKey(pair))) {
            rows.merge(pair, 1L, Long::sum);
        }
    }

    Comparison.Field told(String name) {
        List<Comparison.Change> changes = rows.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(change -> new Comparison.Change(
                        change.getKey().a(), change.getKey().b(), change.getValue()))
                .toList();
        return new Comparison.Field(name, differing, changes);
    }
}
