package io.enricher.output;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The anchors of one page: made of the symbols' names, not of their lines, so that links to them outlive edits; those of
 * one name are numbered. Letters, digits, {@code . _ -}.
 */
final class AnchorNames {

    /** Headings get anchors of their own on most sites, none of which starts so. */
    private static final String PREFIX = "symbol-";

    private static final int LONGEST = 100;
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._]");

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** An anchor that no other call is given. */
    String nameFor(String qualifiedName) {
        String wanted = PREFIX + plain(qualifiedName);
        String anchor = wanted;
        while (!taken.add(anchor)) {
            anchor = wanted + "-" + (1 + numbers.merge(wanted, 1, Integer::sum));
        }
        return anchor;
    }

    private static String plain(String name) {
        String start = name.substring(0, Math.min(name.length(), LONGEST));
        return NOT_PLAIN.matcher(start).replaceAll("-");
    }
}
