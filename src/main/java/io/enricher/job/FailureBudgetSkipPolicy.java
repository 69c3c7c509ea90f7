package io.enricher.job;

import io.enricher.domain.RunFailedException;
import org.springframework.batch.core.step.skip.SkipPolicy;

/** A failed row is skipped as long as the run's failures, counted over all threads and executions, fit the budget. */
final class FailureBudgetSkipPolicy implements SkipPolicy {

    private final FailureCount failures;
    private final RunControl control;

    FailureBudgetSkipPolicy(FailureCount failures, RunControl control) {
        this.failures = failures;
        this.control = control;
    }

    @Override
    public boolean shouldSkip(Throwable t, long skipCount) {
        if (!(t instanceof RowFailedException)) {
            return false;
        }
        if (failures.isOverBudget()) {
            control.abort(new RunFailedException(failures.verdict()));
            return false;
        }
        return true;
    }
}
