package io.enricher.report;

import io.enricher.report.RunReport.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an instant stands on the timeline. Time in which the run was not running takes no more room than its share, and
 * never more than is needed to say so: the pause of a night must not press the run into a corner.
 */
final class TimeAxis {

    /** Of the width of the axis. */
    private static final double WIDEST_PAUSE = 0.1;

    private static final double MOST_PAUSES = 0.4;

    /** While it ran, or while it did not. */
    record Stretch(Instant from, Instant until, boolean isPause, double x, double width) {

        Duration length() {
            return Duration.between(from, until);
        }

        private double at(Instant time) {
            double share = (double) Duration.between(from, time).toMillis() / Math.max(1, length().toMillis());
            return x + width * Math.min(1, Math.max(0, share));
        }
    }

    private final List<Stretch> stretches;

    private TimeAxis(List<Stretch> stretches) {
        this.stretches = stretches;
    }

    /** @param executions at least one, all with an end, in their order */
    static TimeAxis of(List<Execution> executions, double left, double right) {
        List<Stretch> found = new ArrayList<>();
        for (Execution execution : executions) {
            Instant from = execution.from();
            if (!found.isEmpty()) {
                Instant before = found.get(found.size() - 1).until();
                from = from.isBefore(before) ? before : from;
                found.add(new Stretch(before, from, true, 0, 0));
            }
            Instant until = execution.until().orElse(from);
            found.add(new Stretch(from, until.isBefore(from) ? from : until, false, 0, 0));
        }
        return new TimeAxis(placed(found, left, right - left));
    }

    private static List<Stretch> placed(List<Stretch> stretches, double left, double width) {
        long pauses = stretches.stream().filter(Stretch::isPause).count();
        double all = stretches.stream()
                .mapToLong(stretch -> stretch.length().toMillis())
                .sum();
        double widest = Math.min(WIDEST_PAUSE, MOST_PAUSES / Math.max(1, pauses)) * width;
        double forPauses = stretches.stream()
                .filter(Stretch::isPause)
                .mapToDouble(pause -> pauseWidth(pause, all, width, widest))
                .sum();
        double active = stretches.stream()
                .filter(stretch -> !stretch.isPause())
                .mapToLong(stretch -> stretch.length().toMillis())
                .sum();
        List<Stretch> placed = new ArrayList<>();
        double x = left;
        for (Stretch stretch : stretches) {
            double part = stretch.isPause()
                    ? pauseWidth(stretch, all, width, widest)
                    : (width - forPauses) * (active == 0 ? 1 : stretch.length().toMillis() / active);
            placed.add(new Stretch(stretch.from(), stretch.until(), stretch.isPause(), x, part));
            x += part;
        }
        return placed;
    }

    private static double pauseWidth(Stretch pause, double all, double width, double widest) {
        return Math.min(widest, width * pause.length().toMillis() / Math.max(1, all));
    }

    List<Stretch> pauses() {
        return stretches.stream().filter(Stretch::isPause).toList();
    }

    List<Stretch> running() {
        return stretches.stream().filter(stretch -> !stretch.isPause()).toList();
    }

    double x(Instant time) {
        Stretch last = stretches.get(stretches.size() - 1);
        return stretches.stream()
                .filter(stretch -> time.isBefore(stretch.until()))
                .findFirst()
                .orElse(last)
                .at(time);
    }
}
