package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.recipe.Draft;
import io.enricher.store.WorkItems;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** The check-cache step's writer: what is not in the cache becomes work. Identical items collapse into the first. */
final class WorkItemWriter implements ItemWriter<Draft> {

    private final WorkItems workItems;
    private final long runId;

    WorkItemWriter(WorkItems workItems, long runId) {
        this.workItems = workItems;
        this.runId = runId;
    }

    @Override
    public void write(Chunk<? extends Draft> chunk) {
        List<Item> pending = new ArrayList<>();
        List<Item> unsent = new ArrayList<>();
        for (Draft draft : chunk) {
            (draft instanceof Draft.Ready ? pending : unsent).add(RowResolver.itemOf(draft));
        }
        if (!pending.isEmpty()) {
            workItems.addPending(runId, pending);
        }
        if (!unsent.isEmpty()) {
            workItems.addUnsent(runId, unsent, FailureReason.MISSING_FIELD, "a required field is empty");
        }
    }
}
