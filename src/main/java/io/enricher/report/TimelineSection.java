package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.CallTimeline.Step;
import io.enricher.report.RunReport.Execution;
import io.enricher.report.RunReport.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/** The run over time: the drawing, the same numbers as a table, and as data for the cross-hair. */
final class TimelineSection {

    private final RunReport report;
    private final CallTimeline timeline;
    private final Optional<TimelineChart> chart;

    TimelineSection(RunReport report) {
        this.report = report;
        this.timeline = report.timeline();
        List<Execution> executions = closed(report.executions());
        this.chart = timeline.steps().isEmpty() || executions.isEmpty()
                ? Optional.empty()
                : Optional.of(TimelineChart.of(timeline, executions, report.zone()));
    }

    /** An execution that was killed lasted at least until its last call, whatever was noted of it. */
    private List<Execution> closed(List<Execution> executions) {
        List<Execution> closed = new ArrayList<>();
        for (int i = 0; i < executions.size(); i++) {
            Execution execution = executions.get(i);
            Instant next = i + 1 < executions.size() ? executions.get(i + 1).from() : Instant.MAX;
            Instant lastCall = lastCall(execution.from(), next);
            Instant lastStep = lastCall.minus(timeline.step());
            Instant end = execution
                    .until()
                    .filter(noted -> !noted.isAfter(next))
                    .map(noted -> noted.isBefore(lastStep) ? lastCall : noted)
                    .orElse(lastCall);
            closed.add(new Execution(
                    execution.id(),
                    execution.from(),
                    Optional.of(end),
                    execution.status(),
                    until(end, execution.phases())));
        }
        return closed;
    }

    /** The end of a phase that was killed is noted by the next start only. */
    private static List<Phase> until(Instant end, List<Phase> phases) {
        return phases.stream()
                .filter(phase -> phase.from().isBefore(end))
                .map(phase -> phase.until().isAfter(end) ? new Phase(phase.name(), phase.from(), end) : phase)
                .toList();
    }

    private Instant lastCall(Instant from, Instant next) {
        return timeline.steps().stream()
                .map(step -> step.from().plus(timeline.step()))
                .filter(end -> end.isAfter(from) && end.isBefore(next))
                .max(Instant::compareTo)
                .orElse(from);
    }

    private record Line(String time, String rate, String throttled, String errors, String inFlight, String window) {}

    void addTo(Map<String, Object> values) {
        values.put("hasTimeline", chart.isPresent());
        values.put("timeline", chart.map(TimelineChart::draw).orElse(""));
        values.put("step", Amounts.time(timeline.step()));
        values.put("timelineNote", note());
        values.put("steps", timeline.steps().stream().map(this::line).toList());
    }

    private String note() {
        int[] windows = timeline.steps().stream()
                .mapToInt(Step::window)
                .filter(window -> window > 0)
                .toArray();
        int widest = IntStream.of(windows).max().orElse(0);
        int narrowest = IntStream.of(windows).min().orElse(0);
        return report.run().calls().throttled() > 0 && narrowest < widest
                ? "When calls were refused, at most " + narrowest + " of " + widest + " were left in flight."
                : "";
    }

    private Line line(Step step) {
        return new Line(
                TimelineChart.time(step.from(), report.zone(), timeline.step()),
                rate(step),
                Amounts.count(step.throttled()),
                Amounts.count(step.errors()),
                unlessUnknown(step.inFlight()),
                unlessUnknown(step.window()));
    }

    /** Where no call was sent, nobody counted those in flight. */
    private static String unlessUnknown(int count) {
        return count == 0 ? "–" : Amounts.count(count);
    }

    private String rate(Step step) {
        return Figure.rate(step.answered() * 1000.0 / timeline.step().toMillis());
    }

    /** Each step's place on the drawing, and what is told there. */
    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("timeline");
        List<Double> places = chart.map(TimelineChart::places).orElse(List.of());
        for (int i = 0; i < places.size(); i++) {
            json.writeStartArray();
            json.writeNumber(Math.round(places.get(i) * 10) / 10.0);
            json.writeString(told(timeline.steps().get(i)));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private String told(Step step) {
        return TimelineChart.time(step.from(), report.zone(), timeline.step()) + "\n" + rate(step)
                + " rows/s from the model\n"
                + step.throttled() + " × 429, " + step.errors() + " failed\n" + unlessUnknown(step.inFlight())
                + " in flight"
                + (step.window() > 0 ? " of " + step.window() : "");
    }
}
