package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.RunSummary;

/** How a run ended, in the first words that are said of it. */
final class Verdict {

    private static final String COMPLETED = "COMPLETED";

    private Verdict() {}

    static String of(RunSummary run) {
        if (!run.status().equals(COMPLETED)) {
            return run.status();
        }
        long missing = run.rows().failed() + run.rows().rejected();
        return missing == 0 ? "DONE" : "DONE, " + Amounts.count(missing, "row needs", "rows need") + " a look";
    }
}
