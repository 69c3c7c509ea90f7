package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** A run whose progress a test decides, for those who watch runs. */
public final class ScriptedProgress {

    private final RunProgress progress = new RunProgress();

    public RunProgress watched() {
        return progress;
    }

    public ScriptedProgress enter(String phase) {
        progress.enter(phase);
        return this;
    }

    public ScriptedProgress toAsk(long rows) {
        progress.planned(4 * rows, 3 * rows, rows);
        progress.watchCalls(() -> 7);
        return this;
    }

    public ScriptedProgress failed(int rows) {
        Item item = new Item(1, 2, ItemKey.of(new byte[ItemKey.BYTES]), Map.of(), "");
        Outcome failure = new Outcome.Failed(item, FailureReason.REFUSED, "");
        progress.recorded(Collections.nCopies(rows, failure), Optional.empty());
        return this;
    }
}
