package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.Outcome;
import io.enricher.recipe.Draft;
import io.enricher.store.WorkItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** The check-cache step's writer: what is not in the cache becomes work. Identical items collapse into the first. */
final class WorkItemWriter implements ItemWriter<Draft> {

    private final WorkItems workItems;
    private final long runId;
    private final Cooldown cooldown;

    WorkItemWriter(WorkItems workItems, long runId, Cooldown cooldown) {
        this.workItems = workItems;
        this.runId = runId;
        this.cooldown = cooldown;
    }

    @Override
    public void write(Chunk<? extends Draft> chunk) {
        List<Item> pending = new ArrayList<>();
        List<Outcome.Failed> unsent = new ArrayList<>();
        for (Draft draft : chunk) {
            Item item = RowResolver.itemOf(draft);
            whyNotAsked(draft).ifPresentOrElse(unsent::add, () -> pending.add(item));
        }
        if (!pending.isEmpty()) {
            workItems.addPending(runId, pending);
        }
        if (!unsent.isEmpty()) {
            workItems.addUnsent(runId, unsent);
        }
    }

    private Optional<Outcome.Failed> whyNotAsked(Draft draft) {
        Item item = RowResolver.itemOf(draft);
        if (draft instanceof Draft.Incomplete) {
            return Optional.of(new Outcome.Failed(item, FailureReason.MISSING_FIELD, "a required field is empty"));
        }
        return cooldown.messageFor(item.key()).map(why -> new Outcome.Failed(item, FailureReason.COOLDOWN, why));
    }
}
