package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in a sentence, with its verdict.
 *
 * @param verdict a word or two
 * @param style   of the verdict: {@code good}, {@code warn} or {@code bad}
 */
record Headline(String verdict, String style, String sentence) {

    private static final String COMPLETED = "COMPLETED";
    private static final String STOPPED = "STOPPED";

    static Headline of(RunSummary run) {
        if (run.status().equals(COMPLETED)) {
            boolean isClean = run.exitCode() == ExitCode.OK;
            return new Headline(
                    isClean ? "Completed" : "Completed, some rows failed",
                    isClean ? "good" : "warn",
                    completed(run.rows()));
        }
        boolean isStopped = run.status().equals(STOPPED);
        return new Headline(
                isStopped ? "Stopped" : "Not finished",
                isStopped ? "warn" : "bad",
                "The run " + (isStopped ? "was stopped" : "ended early") + ". " + safe(run.rows())
                        + left(run.outstanding()));
    }

    private static String completed(RunSummary.Rows rows) {
        if (rows.total() == 0) {
            return "The input has no rows.";
        }
        long good = rows.total() - rows.failed() - rows.rejected();
        if (good == rows.total()) {
            return rows.total() == 1 ? "The only row is enriched." : "All " + rowsOf(rows.total()) + " enriched.";
        }
        List<String> rest = new ArrayList<>();
        if (rows.failed() > 0) {
            rest.add(Amounts.count(rows.failed()) + " failed");
        }
        if (rows.rejected() > 0) {
            rest.add(Amounts.count(rows.rejected()) + " could not be read");
        }
        String others = String.join(" and ", rest);
        return Amounts.count(good) + " of " + rowsOf(rows.total()) + " enriched. " + others + ".";
    }

    private static String safe(RunSummary.Rows rows) {
        long done = rows.total() - rows.failed();
        return done == 0
                ? "No row has an answer yet."
                : Amounts.count(done, "row has its answer", "rows have their answers")
                        + ", and none is paid for again.";
    }

    private static String left(long rows) {
        return rows == 0 ? "" : " " + Amounts.count(rows, "row is", "rows are") + " still to be asked.";
    }

    private static String rowsOf(long rows) {
        return Amounts.count(rows, "row", "rows");
    }
}
