package io.enricher.provider;

import java.math.BigDecimal;

/** Where a {@link CostPurse} finds what a run has cost so far, and keeps what it may cost yet. US dollars. */
public interface PurseLog {

    /** The cost of the run's calls that are in the ledger, earlier executions included. */
    BigDecimal spent();

    /** What was last told to {@link #hold}, 0 at first; of a killed execution, what it left. */
    BigDecimal held();

    /** Commits that calls which the ledger does not have, or does not know the cost of, may cost so much. */
    void hold(BigDecimal usd);
}
