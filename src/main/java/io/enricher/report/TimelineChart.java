package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.CallTimeline.Step;
import io.enricher.report.RunReport.Execution;
import io.enricher.report.RunReport.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A run on one axis of time, in three lanes: rows a second, calls turned away or failed, calls in flight. Beside it what
 * the run did without asking, and when it did not run.
 */
final class TimelineChart {

    static final double LEFT = 52;
    static final double RIGHT = 1112;

    private static final double WIDTH = 1120;
    private static final double HEIGHT = 408;
    private static final Lane ROWS = new Lane(30, 146);
    private static final Lane TROUBLE = new Lane(224, 56);
    private static final Lane FLIGHT = new Lane(326, 52);

    /** About so wide is a letter of a label. */
    private static final double LETTER = 6.6;

    private static final double ROOM_OF_A_TIME = 90;

    private record Lane(double top, double height) {

        double bottom() {
            return top + height;
        }

        double y(double value, double end) {
            return bottom() - height * Math.min(1, value / end);
        }
    }

    private final CallTimeline timeline;
    private final List<Execution> executions;
    private final TimeAxis axis;
    private final ZoneId zone;

    private TimelineChart(CallTimeline timeline, List<Execution> executions, ZoneId zone) {
        this.timeline = timeline;
        this.executions = executions;
        this.axis = TimeAxis.of(executions, LEFT, RIGHT);
        this.zone = zone;
    }

    /** @param executions at least one, all with an end */
    static TimelineChart of(CallTimeline timeline, List<Execution> executions, ZoneId zone) {
        return new TimelineChart(timeline, executions, zone);
    }

    String draw() {
        Svg svg = new Svg(
                WIDTH,
                HEIGHT,
                "Rows a second, refused and failed calls, and calls in flight over the run. Arrow keys move along it;"
                        + " the same numbers are in the table below",
                "role=\"img\" tabindex=\"0\"");
        addPauses(svg);
        addPhases(svg);
        addRows(svg);
        addTrouble(svg);
        addFlight(svg);
        addTimesOfPauses(svg);
        addTimes(svg);
        return svg.crosshair(ROWS.top(), FLIGHT.bottom()).markup();
    }

    /** Where each step's middle is, as a share of 1000 of the drawing's width. */
    List<Double> places() {
        return timeline.steps().stream()
                .map(step -> (x(step) + xEnd(step)) / 2 / WIDTH * 1000)
                .toList();
    }

    private void addPauses(Svg svg) {
        for (TimeAxis.Stretch pause : axis.pauses()) {
            svg.rect(
                    "f-gap",
                    pause.x(),
                    ROWS.top(),
                    Math.max(2, pause.width()),
                    FLIGHT.bottom() - ROWS.top(),
                    3,
                    "not running from " + time(pause.from(), zone) + " to " + time(pause.until(), zone));
        }
    }

    private void addTimesOfPauses(Svg svg) {
        for (TimeAxis.Stretch pause : axis.pauses()) {
            List<String> lines = List.of("stopped", time(pause.from(), zone), "restarted", time(pause.until(), zone));
            double room = lines.stream().mapToInt(String::length).max().orElse(0) * LETTER;
            if (pause.width() >= room) {
                for (int i = 0; i < lines.size(); i++) {
                    double y = ROWS.top() + 40 + i * 17 + (i > 1 ? 12 : 0);
                    svg.text("t-failed", pause.x() + pause.width() / 2, y, "middle", lines.get(i));
                }
            }
        }
    }

    private void addPhases(Svg svg) {
        for (Execution execution : executions) {
            for (Phase phase : execution.phases()) {
                double x = axis.x(phase.from());
                double width = axis.x(phase.until()) - x;
                if (width < 1) {
                    continue;
                }
                String told = phase.name() + ", " + Amounts.time(Duration.between(phase.from(), phase.until()));
                svg.rect("f-phase", x, ROWS.top(), width, ROWS.height(), 2, told);
                if (width > phase.name().length() * LETTER + 8) {
                    svg.text("", x + width / 2, ROWS.top() + 16, "middle", phase.name());
                }
            }
        }
    }

    private void addRows(Svg svg) {
        double most = Math.max(most(this::rowsPerSecond), 0.1);
        double step = Scale.step(most, 3);
        double end = Scale.end(most, step);
        svg.text("em", LEFT, 16, "start", "Rows a second from the model");
        for (double mark = 0; mark <= end + step / 2; mark += step) {
            double y = ROWS.y(mark, end);
            svg.line("grid", LEFT, y, RIGHT, y).text("", LEFT - 8, y + 4, "end", mark(mark));
        }
        StringBuilder area = new StringBuilder();
        for (List<Step> stretch : unbroken()) {
            area.append('M').append(at(x(stretch.get(0)), ROWS.bottom()));
            for (Step each : stretch) {
                double y = ROWS.y(rowsPerSecond(each), end);
                area.append('L').append(at(x(each), y)).append('L').append(at(xEnd(each), y));
            }
            area.append('L')
                    .append(at(xEnd(stretch.get(stretch.size() - 1)), ROWS.bottom()))
                    .append('Z');
        }
        svg.path("f-model", area.toString());
    }

    private void addTrouble(Svg svg) {
        long most = timeline.steps().stream()
                .mapToLong(step -> step.throttled() + step.errors())
                .max()
                .orElse(0);
        svg.text(
                        "em",
                        LEFT,
                        TROUBLE.top() - 12,
                        "start",
                        "Calls refused (429) and failed in " + Amounts.time(timeline.step()))
                .line("grid", LEFT, TROUBLE.bottom(), RIGHT, TROUBLE.bottom())
                .text("", LEFT - 8, TROUBLE.bottom() + 4, "end", "0");
        if (most == 0) {
            svg.text("", LEFT + 4, TROUBLE.bottom() - 8, "start", "none");
            return;
        }
        svg.text("", LEFT - 8, TROUBLE.top() + 8, "end", Amounts.count(most));
        for (Step step : timeline.steps()) {
            double width = Math.max(1.5, xEnd(step) - x(step) - 1);
            double throttled = TROUBLE.height() * step.throttled() / most;
            double errors = TROUBLE.height() * step.errors() / most;
            if (throttled > 0) {
                svg.rect("f-default", x(step), TROUBLE.bottom() - throttled, width, throttled, 1);
            }
            if (errors > 0) {
                svg.rect("f-failed", x(step), TROUBLE.bottom() - throttled - errors, width, errors, 1);
            }
        }
    }

    private void addFlight(Svg svg) {
        double most = Math.max(
                1,
                timeline.steps().stream()
                        .mapToInt(step -> Math.max(step.inFlight(), step.window()))
                        .max()
                        .orElse(1));
        svg.text("em", LEFT, FLIGHT.top() - 12, "start", "Calls in flight, and how many might be (dashed)")
                .line("grid", LEFT, FLIGHT.bottom(), RIGHT, FLIGHT.bottom())
                .line("grid", LEFT, FLIGHT.top(), RIGHT, FLIGHT.top())
                .text("", LEFT - 8, FLIGHT.top() + 4, "end", Amounts.count((long) most))
                .text("", LEFT - 8, FLIGHT.bottom() + 4, "end", "0");
        svg.path("ln dashed", stairs(most, Step::window));
        svg.path("ln", stairs(most, Step::inFlight));
    }

    /** Steps in which nothing was sent tell nothing. */
    private String stairs(double most, ToDoubleFunction<Step> value) {
        return unbroken().stream()
                .map(stretch -> stretch.stream()
                        .filter(step -> value.applyAsDouble(step) > 0)
                        .map(step ->
                                at(x(step), FLIGHT.y(value.applyAsDouble(step), most)) + "H" + Svg.number(xEnd(step)))
                        .collect(Collectors.joining("L")))
                .filter(line -> !line.isEmpty())
                .map(line -> "M" + line)
                .collect(Collectors.joining());
    }

    private void addTimes(Svg svg) {
        DateTimeFormatter format = timeFormat();
        for (TimeAxis.Stretch stretch : axis.running()) {
            int times = (int) Math.max(1, stretch.width() / ROOM_OF_A_TIME);
            if (stretch.width() < ROOM_OF_A_TIME / 2) {
                continue;
            }
            for (int i = 0; i < times; i++) {
                Instant time =
                        stretch.from().plus(stretch.length().multipliedBy(i).dividedBy(times));
                double x = stretch.x() + stretch.width() * i / times;
                svg.line("axis", x, FLIGHT.bottom(), x, FLIGHT.bottom() + 4)
                        .text("", x, HEIGHT - 10, "start", format.format(time.atZone(zone)));
            }
        }
    }

    private DateTimeFormatter timeFormat() {
        Duration running = axis.running().stream().map(TimeAxis.Stretch::length).reduce(Duration.ZERO, Duration::plus);
        String pattern = running.toMinutes() >= 20 ? "HH:mm" : running.toSeconds() >= 20 ? "HH:mm:ss" : "HH:mm:ss.S";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** Steps that follow each other without a pause of the run between them; those in which nothing happened come in. */
    private List<List<Step>> unbroken() {
        List<List<Step>> stretches = new ArrayList<>();
        Instant until = Instant.MIN;
        for (Step step : timeline.steps()) {
            if (!step.from().equals(until)) {
                stretches.add(new ArrayList<>());
            }
            stretches.get(stretches.size() - 1).add(step);
            until = step.from().plus(timeline.step());
        }
        return stretches;
    }

    private double most(ToDoubleFunction<Step> value) {
        return timeline.steps().stream().mapToDouble(value).max().orElse(0);
    }

    double rowsPerSecond(Step step) {
        return step.answered() * 1000.0 / timeline.step().toMillis();
    }

    private double x(Step step) {
        return axis.x(step.from());
    }

    private double xEnd(Step step) {
        return axis.x(step.from().plus(timeline.step()));
    }

    private static String at(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }

    private static String mark(double value) {
        return value == Math.rint(value) ? Amounts.count((long) value) : String.format(Locale.ROOT, "%.2g", value);
    }

    /** To the tenth of a second if steps are shorter than one. */
    static String time(Instant time, ZoneId zone, Duration step) {
        return step.toMillis() < 1_000
                ? DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).format(time.atZone(zone))
                : time(time, zone);
    }

    static String time(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(time.atZone(zone));
    }
}
