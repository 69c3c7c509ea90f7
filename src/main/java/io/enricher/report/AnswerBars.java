package io.enricher.report;

import io.enricher.domain.Amounts;
import java.util.Map;

/** How often each value of a column occurs; a bar can be pressed to see its rows. */
final class AnswerBars {

    private static final double WIDTH = 530;
    private static final double LABELS = 130;
    private static final double COUNTS = 112;
    private static final double BAR = 20;
    private static final double ROW = 30;
    private static final int LONGEST_LABEL = 19;

    private AnswerBars() {}

    /** @param number of the distribution on the page */
    static String draw(int number, Distribution distribution) {
        long rows = distribution.counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        double height = ROW * distribution.counts().size() + 6;
        Svg svg = new Svg(
                WIDTH, height, "Rows by " + distribution.column(), "role=\"group\" data-facet=\"" + number + "\"");
        double full = WIDTH - LABELS - COUNTS;
        int i = 0;
        for (Map.Entry<String, Long> entry : distribution.counts().entrySet()) {
            double y = 6 + i * ROW;
            double width = entry.getValue() == 0 ? 0 : Math.max(2, full * entry.getValue() / distribution.most());
            String value = entry.getKey().isEmpty() ? "(empty)" : entry.getKey();
            svg.button(
                            "value",
                            i,
                            value + ", " + Amounts.count(entry.getValue(), "row", "rows") + ", show in the table")
                    .rect("f-soft", LABELS, y, full, BAR, 4, value)
                    .rect("f-neu", LABELS, y, width, BAR, 4)
                    .text("em", LABELS - 8, y + 14.5, "end", shortened(value))
                    .text(
                            "",
                            WIDTH - COUNTS + 8,
                            y + 14.5,
                            "start",
                            Amounts.count(entry.getValue()) + " · " + Amounts.share(entry.getValue(), rows))
                    .endOfButton();
            i++;
        }
        return svg.markup();
    }

    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= LONGEST_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
