package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.RunSummary;
import java.util.List;
import java.util.stream.Stream;

/** One bar, cut by where rows came from. */
final class ShareBar {

    private static final double WIDTH = 1120;
    private static final double HEIGHT = 26;

    /** Something never shows as nothing. */
    private static final double NARROWEST = 4;

    private static final double GAP = 1.5;

    private ShareBar() {}

    /** @param name of the source, and of its colour */
    record Share(String name, long rows) {

        String count() {
            return Amounts.count(rows);
        }
    }

    /** Of the sources that there are. */
    static List<Share> sharesOf(RunSummary.Rows rows) {
        return Stream.of(
                        new Share("cache", rows.cached()),
                        new Share("model", rows.enriched()),
                        new Share("duplicate", rows.duplicates()),
                        new Share("default", rows.defaulted()),
                        new Share("failed", rows.failed()),
                        new Share("rejected", rows.rejected()))
                .filter(share -> share.rows() > 0)
                .toList();
    }

    static String draw(List<Share> shown) {
        String title = shown.stream()
                .map(share -> share.name() + " " + share.count())
                .reduce((one, other) -> one + ", " + other)
                .orElse("no rows");
        Svg svg = new Svg(WIDTH, HEIGHT, title, "role=\"img\" preserveAspectRatio=\"none\"");
        long rows = shown.stream().mapToLong(Share::rows).sum();
        double free = WIDTH - NARROWEST * shown.size();
        double x = 0;
        for (Share share : shown) {
            double width = NARROWEST + free * share.rows() / rows;
            svg.rect(
                    "f-" + share.name(),
                    x,
                    0,
                    width - GAP,
                    HEIGHT,
                    3,
                    share.name() + ": " + Amounts.count(share.rows(), "row", "rows"));
            x += width;
        }
        return svg.markup();
    }
}
