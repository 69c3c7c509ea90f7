package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item on its way through the enrich step. It carries its outcome, because Spring Batch hands the same objects to
 * the writer again, one by one, when a chunk holds a row that failed. Used by one thread at a time.
 */
final class AskedItem {

    /** In the place of an item where a chunk is not to be filled; filtered before it is written. */
    static final AskedItem PADDING = new AskedItem(new Item(0, 0, ItemKey.of(new byte[ItemKey.BYTES]), Map.of(), ""));

    private final Item item;
    private @Nullable Outcome outcome;

    AskedItem(Item item) {
        this.item = item;
    }

    /** Itself, or null if it is padding. */
    static @Nullable AskedItem unlessPadding(AskedItem asked) {
        return asked == PADDING ? null : asked;
    }

    Item item() {
        return item;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    void decide(Outcome decided) {
        outcome = decided;
    }
}
