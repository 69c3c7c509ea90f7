package io.enricher.job;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Failed rows of the whole run: what the table held when the step began, and what was added since. Spring Batch's own
 * skip count is per partition and starts at 0 on a restart. Safe for use by many threads.
 */
final class FailureCount {

    private final FailureBudget budget;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong toAsk = new AtomicLong();

    FailureCount(FailureBudget budget) {
        this.budget = budget;
    }

    void begin(long failedBefore, long rowsToAsk) {
        failed.set(failedBefore);
        toAsk.set(rowsToAsk);
    }

    void add(long more) {
        failed.addAndGet(more);
    }

    boolean isOverBudget() {
        return budget.isExceededBy(failed.get(), toAsk.get());
    }

    /** Whether every row was asked and none was answered. */
    boolean isHopeless() {
        return FailureBudget.isHopeless(failed.get(), toAsk.get());
    }

    String verdict() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows to ask failed: over the failure limit. Look at the reasons of the failures in the"
                        + " summary; start again to ask the failed rows once more, or raise the limit with"
                        + " --enricher.failure-limit=…",
                failed.get(),
                toAsk.get());
    }
}
