package io.enricher.job;

import io.enricher.store.WorkItems;
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
    private final AtomicLong cached = new AtomicLong();

    FailureCount(FailureBudget budget) {
        this.budget = budget;
    }

    /**
     * @param before        of all executions so far
     * @param rowsFromCache of this run
     */
    void begin(WorkItems.Counts before, long rowsFromCache) {
        failed.set(before.failed());
        toAsk.set(before.pending() + before.done() + before.failed());
        cached.set(rowsFromCache);
    }

    void add(long more) {
        failed.addAndGet(more);
    }

    boolean isOverBudget() {
        return budget.isExceededBy(failed.get(), toAsk.get());
    }

    /** Whether every row was asked, none was answered, and none ever was. */
    boolean isHopeless() {
        return FailureBudget.isHopeless(cached.get(), failed.get(), toAsk.get());
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
