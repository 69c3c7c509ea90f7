package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.LatencyProfile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A histogram of how long calls took, on a logarithmic scale, with its percentiles. */
final class LatencyChart {

    private static final double WIDTH = 530;
    private static final double HEIGHT = 250;
    private static final double LEFT = 44;
    private static final double RIGHT = 12;
    private static final double TOP = 56;
    private static final double BOTTOM = 32;
    private static final int LABELS = 6;

    /** About so wide is a digit or a letter of a label. */
    private static final double LETTER = 6.6;

    private final LatencyProfile latency;
    private final double from;
    private final double to;

    private LatencyChart(LatencyProfile latency) {
        this.latency = latency;
        List<LatencyProfile.Bar> bars = latency.bars();
        this.from = bars.get(0).from();
        this.to = bars.get(bars.size() - 1).to();
    }

    /** @param latency of at least one call */
    static String draw(LatencyProfile latency) {
        return new LatencyChart(latency).draw();
    }

    private String draw() {
        Svg svg = Svg.image(
                WIDTH,
                HEIGHT,
                "Latency of " + Amounts.count(latency.calls(), "call", "calls") + ": median " + time(latency.p50())
                        + ", 95th percentile " + time(latency.p95()) + ", 99th percentile " + time(latency.p99()));
        double floor = HEIGHT - BOTTOM;
        double high = floor - TOP;
        double tallest = latency.bars().stream()
                .mapToLong(LatencyProfile.Bar::calls)
                .max()
                .orElse(1);
        double step = Math.max(1, Scale.step(tallest, 2));
        double end = Scale.end(tallest, step);
        for (double mark = 0; mark <= end; mark += step) {
            double y = floor - high * mark / end;
            svg.line("grid", LEFT, y, WIDTH - RIGHT, y).text("", LEFT - 7, y + 4, "end", Amounts.count((long) mark));
        }
        for (LatencyProfile.Bar bar : latency.bars()) {
            double x = x(bar.from());
            double height = bar.calls() == 0 ? 0 : Math.max(1.5, high * bar.calls() / end);
            svg.rect(
                    "f-model",
                    x + 1,
                    floor - height,
                    x(bar.to()) - x - 2,
                    height,
                    2,
                    time(bar.from()) + " to " + time(bar.to()) + ": " + Amounts.count(bar.calls(), "call", "calls"));
        }
        addTimes(svg, floor);
        List<Percentile> percentiles = List.of(
                new Percentile("p50", latency.p50(), 12),
                new Percentile("p95", latency.p95(), 27),
                new Percentile("p99", latency.p99(), 42));
        // The words come last: a line of another one ends at their edge.
        percentiles.forEach(each -> svg.line("mark", x(each), each.y() - 8, x(each), floor));
        percentiles.forEach(each -> addName(svg, each));
        return svg.markup();
    }

    private void addTimes(Svg svg, double floor) {
        int each = Math.max(1, (latency.bars().size() + LABELS - 1) / LABELS);
        for (int i = 0; i <= latency.bars().size(); i += each) {
            double edge = i < latency.bars().size() ? latency.bars().get(i).from() : to;
            double width = time(edge).length() * LETTER;
            double x = Math.min(WIDTH - RIGHT - width / 2, Math.max(LEFT + width / 2 - 8, x(edge)));
            svg.text("", x, floor + 18, "middle", time(edge));
        }
    }

    /** @param y of its name: each has a line of text of its own, so that no two collide wherever they are */
    private record Percentile(String name, Duration time, double y) {}

    private double x(Percentile percentile) {
        double millis = Math.max(from, (double) percentile.time().toMillis());
        return Math.min(WIDTH - RIGHT, Math.max(LEFT, x(millis)));
    }

    private void addName(Svg svg, Percentile percentile) {
        double x = x(percentile);
        String label = percentile.name() + " " + time(percentile.time());
        boolean isLeft = x - label.length() * LETTER > LEFT;
        svg.text("em edged", isLeft ? x - 5 : x + 5, percentile.y(), isLeft ? "end" : "start", label);
    }

    private double x(double millis) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(millis / from) / Math.log(to / from);
    }

    static String time(Duration time) {
        return time((double) time.toMillis());
    }

    private static String time(double millis) {
        if (millis < 995) {
            return Math.round(millis) + " ms";
        }
        return millis < 99_500
                ? String.format(Locale.ROOT, millis < 9_950 ? "%.1f s" : "%.0f s", millis / 1000)
                : String.format(Locale.ROOT, "%.1f min", millis / 60_000);
    }
}
