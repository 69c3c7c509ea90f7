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
 * Hands out what is still PENDING to all threads of the enrich step, in (group, number) order. A thread is given a whole
 * prompt's worth at a time: if threads took turns item by item, the last prompts would be split between them and cost more
 * calls. It keeps no position over a restart: what is left to do is what the table says. Safe for use by many threads.
 */
final class PendingCursor implements ItemReader<AskedItem> {

    private static final int PAGE = 1000;

    private final WorkItems workItems;
    private final long runId;
    private final int handful;
    private final RunControl control;
    private final ThreadLocal<Queue<Item>> hand = ThreadLocal.withInitial(ArrayDeque::new);
    private final Queue<Item> page = new ArrayDeque<>();
    private WorkItems.Position position = WorkItems.Position.START;
    private boolean exhausted;

    /**
     * @param handful items that a thread is given at a time: the size of its chunks
     * @param control ends all threads when the table cannot be read: each would fail, but not before its next call
     */
    PendingCursor(WorkItems workItems, long runId, int handful, RunControl control) {
        this.control = control;
        this.workItems = workItems;
        this.runId = runId;
        this.handful = handful;
    }

    /** Starts from the first row that is PENDING now. */
    synchronized void rewind() {
        page.clear();
        position = WorkItems.Position.START;
        exhausted = false;
    }

    @Override
    public @Nullable AskedItem read() {
        Queue<Item> mine = hand.get();
        if (mine.isEmpty()) {
            try {
                fill(mine);
            } catch (RuntimeException | Error e) {
                control.abort(e);
                throw e;
            }
        }
        return Optional.ofNullable(mine.poll()).map(AskedItem::new).orElse(null);
    }

    private synchronized void fill(Queue<Item> mine) {
        while (mine.size() < handful) {
            if (page.isEmpty() && !exhausted) {
                turnPage();
            }
            Item next = page.poll();
            if (next == null) {
                return;
            }
            mine.add(next);
        }
    }

    private void turnPage() {
        List<Item> next = workItems.pendingAfter(runId, position, PAGE);
        page.addAll(next);
        exhausted = next.size() < PAGE;
        if (!next.isEmpty()) {
            position = WorkItems.Position.after(next.get(next.size() - 1));
        }
    }
}
