package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item on its way through the enrich step. It carries its outcome, because Spring Batch hands the same objects to
 * the writer again, one by one, when a chunk holds a row that failed. Used by one thread at a time.
 */
final class AskedItem {

    private final Item item;
    private @Nullable Outcome outcome;

    AskedItem(Item item) {
        this.item = item;
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
