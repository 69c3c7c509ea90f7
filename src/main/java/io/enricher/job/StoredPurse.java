package io.enricher.job;

import io.enricher.provider.PurseLog;
import java.math.BigDecimal;

/** What a run spent, from its ledger, and what it may have spent beyond that, from its purse. */
final class StoredPurse implements PurseLog {

    private final Store store;
    private final long runId;

    StoredPurse(Store store, long runId) {
        this.store = store;
        this.runId = runId;
    }

    @Override
    public BigDecimal spent() {
        return store.calls().spentUsd(runId);
    }

    @Override
    public BigDecimal held() {
        return store.purses().held(runId);
    }

    @Override
    public void hold(BigDecimal usd) {
        store.purses().hold(runId, usd);
    }
}
