package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.store.WorkItems;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out what is still PENDING to all threads of the enrich step, in (group, number) order. A thread is given a whole
 * prompt's worth at a time: if threads took turns item by item, the last prompts would be split between them and cost more
 * calls. It keeps no position over a restart: what is left to do is what the table says. Safe for use by many threads.
 */
final class PendingCursor implements ItemReader<AskedItem> {

    /** What one thread has in hand, and how many items of its chunk it was given. */
    private static final class Hand {
        private final Queue<Item> items = new ArrayDeque<>();
        private int given;
    }

    private final PendingItems pending;
    private final int chunk;
    private final IntSupplier handful;
    private final RunControl control;
    private final ThreadLocal<Hand> hands = ThreadLocal.withInitial(Hand::new);

    /**
     * @param chunk   items of a thread's chunks
     * @param handful items that a thread is given at a time, at most a chunk; asked each time
     * @param control ends all threads when the table cannot be read: each would fail, but not before its next call
     */
    PendingCursor(WorkItems workItems, long runId, int chunk, IntSupplier handful, RunControl control) {
        this.pending = new PendingItems(workItems, runId);
        this.chunk = chunk;
        this.handful = handful;
        this.control = control;
    }

    /** Starts from the first row that is PENDING now. */
    synchronized void rewind() {
        pending.rewind();
    }

    /**
     * The next item; {@link AskedItem#PADDING} where the rest of a chunk stays empty: because the next item is of another
     * group, or because prompts are smaller by now. A chunk is one prompt's worth, and Spring Batch reads until it is full.
     */
    @Override
    public @Nullable AskedItem read() {
        Hand mine = hands.get();
        if (mine.given == chunk) {
            mine.given = 0;
        }
        if (mine.given == 0) {
            try {
                fill(mine.items);
            } catch (RuntimeException | Error e) {
                control.abort(e);
                throw e;
            }
        }
        Item next = mine.items.poll();
        if (next == null && mine.given == 0) {
            return null;
        }
        mine.given++;
        return next == null ? AskedItem.PADDING : new AskedItem(next);
    }

    private synchronized void fill(Queue<Item> mine) {
        mine.addAll(pending.handful(Math.min(chunk, handful.getAsInt())));
    }
}
