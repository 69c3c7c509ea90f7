package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.store.WorkItems;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out what is still PENDING to all threads of the enrich step, in (group, number) order. It keeps no position
 * over a restart: what is left to do is what the table says. Safe for use by many threads.
 */
final class PendingCursor implements ItemReader<AskedItem> {

    private static final int PAGE = 1000;

    private final WorkItems workItems;
    private final long runId;
    private final Queue<Item> page = new ArrayDeque<>();
    private WorkItems.Position position = WorkItems.Position.START;
    private boolean exhausted;

    PendingCursor(WorkItems workItems, long runId) {
        this.workItems = workItems;
        this.runId = runId;
    }

    /** Starts from the first row that is PENDING now. */
    synchronized void rewind() {
        page.clear();
        position = WorkItems.Position.START;
        exhausted = false;
    }

    @Override
    public synchronized @Nullable AskedItem read() {
        if (page.isEmpty() && !exhausted) {
            List<Item> next = workItems.pendingAfter(runId, position, PAGE);
            page.addAll(next);
            exhausted = next.size() < PAGE;
            if (!next.isEmpty()) {
                position = WorkItems.Position.after(next.get(next.size() - 1));
            }
        }
        return Optional.ofNullable(page.poll()).map(AskedItem::new).orElse(null);
    }
}
