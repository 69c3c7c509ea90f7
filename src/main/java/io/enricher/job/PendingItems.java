package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.store.WorkItems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What is PENDING, in (group, number) order, cut into handfuls: items of one group, as many as a prompt may hold. It keeps no
 * position over a restart: what is left to do is what the table says. For one thread at a time.
 */
final class PendingItems {

    private static final int PAGE = 1000;

    private final WorkItems workItems;
    private final long runId;
    private final Queue<Item> page = new ArrayDeque<>();
    private WorkItems.Position position = WorkItems.Position.START;
    private boolean exhausted;

    PendingItems(WorkItems workItems, long runId) {
        this.workItems = workItems;
        this.runId = runId;
    }

    /** Starts from the first item that is PENDING now. */
    void rewind() {
        page.clear();
        position = WorkItems.Position.START;
        exhausted = false;
    }

    /**
     * The next items; empty if there are no more.
     *
     * @param most of them
     */
    List<Item> handful(int most) {
        List<Item> handful = new ArrayList<>();
        while (handful.size() < most) {
            if (page.isEmpty() && !exhausted) {
                turnPage();
            }
            Item next = page.peek();
            boolean isOther = next != null
                    && !handful.isEmpty()
                    && !handful.get(0).group().key().equals(next.group().key());
            if (next == null || isOther) {
                break;
            }
            handful.add(page.remove());
        }
        return handful;
    }

    private void turnPage() {
        List<Item> next = workItems.pendingAfter(runId, position, PAGE);
        page.addAll(next);
        exhausted = next.isEmpty();
        if (!next.isEmpty()) {
            position = WorkItems.Position.after(next.get(next.size() - 1));
        }
    }
}
