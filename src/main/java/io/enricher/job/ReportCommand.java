package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import io.enricher.domain.UsageException;
import io.enricher.report.JsonSummary;
import io.enricher.store.StoredRun;

/** Writes the page of a run of the history again. */
public final class ReportCommand {

    private final Store store;
    private final RunReports reports;

    ReportCommand(Store store, RunReports reports) {
        this.store = store;
        this.reports = reports;
    }

    /** @throws UsageException if there is no such run */
    public RunResult run(long runId) {
        StoredRun stored = store.runs()
                .find(runId)
                .orElseThrow(() -> new UsageException(
                        "there is no run " + runId + " in the history; --job=history lists those that there are"));
        RunSummary summary = reports.writeAgain(stored);
        return new RunResult(
                "Report:  " + summary.reports().report().orElseThrow(),
                new JsonSummary().render(summary),
                "",
                ExitCode.OK);
    }
}
