package io.enricher.job;

import io.enricher.domain.RunSummary;
import io.enricher.store.CallLedger;
import io.enricher.store.StoredRun;
import java.util.List;
import java.util.Optional;

/** What the tables tell of a run's cost and of its failed rows, whether it runs or is history. */
final class RunFigures {

    private final Store store;

    RunFigures(Store store) {
        this.store = store;
    }

    /** What duplicates saved is not kept. */
    RunSummary.Cost cost(StoredRun stored, CallLedger.Totals totals) {
        return new RunSummary.Cost(
                stored.estimatedUsd(),
                totals.costUsd(),
                stored.savedUsd(),
                Optional.empty(),
                store.purses().held(stored.runId()));
    }

    /** The first ones. Until a run is complete its failed rows stand among its work items only, which go when it is over. */
    List<RunSummary.Failure> failures(StoredRun stored, int most) {
        boolean isOfTree = stored.run().identityParts().containsKey(RunIdentity.TREE_STATE);
        return stored.status().isUnfinished()
                ? failuresSoFar(stored.runId(), isOfTree, most)
                : store.failures().first(stored.runId(), most);
    }

    /** @param readsSource whether items are spans of source, of which the message says where they are */
    List<RunSummary.Failure> failuresSoFar(long runId, boolean readsSource, int most) {
        if (!readsSource) {
            return store.workItems().failures(runId, most);
        }
        return store.workItems().failedItems(runId, most).stream()
                .map(failed -> new RunSummary.Failure(
                        failed.item().place(), failed.reason(), SpanPlace.of(failed.item()) + failed.message()))
                .toList();
    }
}
