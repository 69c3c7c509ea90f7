package io.enricher.job;

import io.enricher.provider.CostPurse;
import io.enricher.store.StoredRun;
import io.enricher.store.WorkItems;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Which cap would do, judged by what the items decided so far have cost; before the first, by the plan. */
final class CapEstimate implements CostPurse.CapAdvice {

    /** What is left may be dearer than what is done: rows that failed are asked again and again. */
    private static final BigDecimal MARGIN = new BigDecimal("1.5");

    private final Store store;
    private final long runId;

    CapEstimate(Store store, long runId) {
        this.store = store;
        this.runId = runId;
    }

    /** In whole cents. The last call is not sent either unless all that it may cost is left. */
    @Override
    public BigDecimal enough(BigDecimal spent, BigDecimal held, BigDecimal next) {
        BigDecimal rest = costOfRest(spent).multiply(MARGIN).max(next);
        return spent.add(held).add(rest).add(next).setScale(2, RoundingMode.CEILING);
    }

    private BigDecimal costOfRest(BigDecimal spent) {
        WorkItems.Counts counts = store.workItems().counts(runId);
        long decided = counts.done() + counts.failed();
        if (decided == 0) {
            return store.runs().find(runId).flatMap(StoredRun::estimatedUsd).orElse(BigDecimal.ZERO);
        }
        return spent.multiply(BigDecimal.valueOf(counts.pending()))
                .divide(BigDecimal.valueOf(decided), MathContext.DECIMAL64);
    }
}
