package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How large the spans are that are to be asked, and which of them are cut.
 *
 * @param large   of more than 4,000 characters
 * @param medium  of 1,200 to 4,000 characters
 * @param small   of fewer
 * @param cut     spans over the budget of the recipe, of which not all is shown
 * @param cutOnes some of them, as {@code src/shop/Order.java:Order.total}
 */
public record SpanSizes(long large, long medium, long small, long cut, List<String> cutOnes) {

    static final int LARGE = 4_000;
    static final int MEDIUM = 1_200;
    private static final int NAMED = 5;

    public SpanSizes {
        cutOnes = List.copyOf(cutOnes);
    }

    /** Such as {@code 5 large (>4K chars), 42 medium (1.2-4K chars), 156 small (<1.2K chars)}. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%,d large (>4K chars), %,d medium (1.2-4K chars), %,d small (<1.2K chars)",
                large,
                medium,
                small);
    }

    /** What is cut, for a person; empty if nothing is. */
    public String cutText() {
        if (cut == 0) {
            return "";
        }
        String others = cut > cutOnes.size() ? " and " + Amounts.count(cut - cutOnes.size()) + " more" : "";
        return Amounts.count(cut, "span", "spans") + " cut to the budget of the recipe: " + String.join(", ", cutOnes)
                + others;
    }

    /** Counts spans. For one thread. */
    static final class Count {

        private static final Pattern LINE_NUMBER = Pattern.compile("(?m)^\\d+\\| ?");

        private final List<String> cutOnes = new ArrayList<>();
        private long large;
        private long medium;
        private long small;
        private long cut;

        void add(Item item) {
            int length = LINE_NUMBER
                    .matcher(item.fields().getOrDefault("text", ""))
                    .replaceAll("")
                    .length();
            boolean isCut = item.note().contains(Item.TRUNCATED);
            if (length > LARGE || isCut) {
                large++;
            } else if (length >= MEDIUM) {
                medium++;
            } else {
                small++;
            }
            if (isCut && ++cut <= NAMED) {
                cutOnes.add(nameOf(item));
            }
        }

        private static String nameOf(Item item) {
            String path =
                    item.group().shared().getOrDefault("path", item.fields().getOrDefault("path", ""));
            return path + ":"
                    + item.fields().getOrDefault("qualifiedName", item.fields().getOrDefault("name", ""));
        }

        SpanSizes sizes() {
            return new SpanSizes(large, medium, small, cut, cutOnes);
        }
    }
}
