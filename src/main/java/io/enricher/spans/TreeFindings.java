package io.enricher.spans;

import io.enricher.domain.Amounts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found in a source tree.
 *
 * @param pinned    what exactly was read, such as {@code flask at 2ac8988}
 * @param files     files that were cut
 * @param symbols   what they were cut into, windows of lines included
 * @param skipped   files that were not read, by reason
 * @param fallbacks files that were cut into windows of lines, by reason
 */
public record TreeFindings(
        String pinned, long files, long symbols, Map<String, Long> skipped, Map<String, Long> fallbacks) {

    public TreeFindings {
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
        fallbacks = Collections.unmodifiableMap(new TreeMap<>(fallbacks));
    }

    /** For a person: {@code flask at 2ac8988 (83 files): 1,624 spans; 5 files skipped: 3 binary, 2 generated}. */
    public String description() {
        return pinned + " (" + Amounts.count(files, "file", "files") + "): " + Amounts.count(symbols, "span", "spans")
                + part(skipped, "skipped") + part(fallbacks, "as windows of lines");
    }

    private static String part(Map<String, Long> counts, String what) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return "";
        }
        String reasons = counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count ->
                        Amounts.count(count.getValue()) + " " + count.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
        return "; " + Amounts.count(total, "file", "files") + " " + what + ": " + reasons;
    }
}
