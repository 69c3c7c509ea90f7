package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.RunSummary;
import io.enricher.report.RunReport.Execution;
import io.enricher.report.RunReport.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the run was: files, times, settings, starts. */
final class DetailsSection {

    private static final String COMPLETED = "COMPLETED";

    private final RunReport report;
    private final RunSummary run;
    private final DateTimeFormatter dateTime;

    DetailsSection(RunReport report) {
        this.report = report;
        this.run = report.run();
        this.dateTime = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH)
                .withZone(report.zone());
    }

    private record Start(long id, String status, String from, String took) {}

    void addTo(Map<String, Object> values) {
        values.put("facts", facts());
        values.put("restarts", restarts());
        values.put("command", report.command());
        values.put("details", report.details());
        values.put("settings", report.settings());
        values.put("executions", report.executions().stream().map(this::start).toList());
        values.put("version", report.version());
        values.put("writtenAt", dateTime.format(report.writtenAt()));
    }

    private List<Fact> facts() {
        return List.of(
                new Fact("Input", run.input()),
                output(),
                new Fact("Recipe", run.recipe()),
                new Fact("Model", run.model() + " (" + run.provider() + ")"),
                new Fact("Started", dateTime.format(run.startedAt())),
                new Fact("Took", took()));
    }

    private Fact output() {
        if (run.status().equals(COMPLETED)) {
            return new Fact("Output", run.output());
        }
        List<String> partial = run.reports().partial();
        return partial.isEmpty()
                ? new Fact("Output", "not written yet")
                : new Fact("Done so far", String.join(", ", partial));
    }

    private String took() {
        List<Execution> executions = report.executions();
        if (executions.size() < 2) {
            return Amounts.time(run.duration());
        }
        Instant end = executions.get(executions.size() - 1).until().orElse(report.writtenAt());
        Duration pauses = Duration.between(executions.get(0).from(), end).minus(run.duration());
        return Amounts.time(run.duration())
                + (pauses.isNegative() ? "" : ", and " + Amounts.time(pauses) + " not running");
    }

    private String restarts() {
        int starts = report.executions().size();
        if (starts < 2) {
            return "";
        }
        Execution first = report.executions().get(0);
        String end = first.until()
                .map(until -> " at " + TimelineChart.time(until, report.zone()))
                .orElse("");
        return "It took " + Amounts.count(starts) + " starts: the first "
                + (first.status().equals("STOPPED") ? "was stopped" : "failed or was killed") + end
                + ", and each went on where the one before had come to.";
    }

    private Start start(Execution execution) {
        return new Start(
                execution.id(),
                execution.status().toLowerCase(Locale.ROOT),
                dateTime.format(execution.from()),
                execution
                        .until()
                        .map(until -> Amounts.time(Duration.between(execution.from(), until)))
                        .orElse("end not seen"));
    }
}
