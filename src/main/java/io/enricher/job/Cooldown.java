package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.ItemKey;
import io.enricher.store.FailedItems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a chunk that failed in an earlier run so recently that they are not asked yet. What counts as an earlier
 * run is told by {@link FailedItems}; what counts as failed, by {@link FailureReason#isOfTheItem()}. For one thread.
 */
final class Cooldown {

    private final FailedItems failedItems;
    private final long runId;
    private final Duration length;
    private final InstantSource clock;
    private Map<ItemKey, FailedItems.Failure> cooling = Map.of();

    /** @param length how long a failed item is not asked; none is held back if that is 0 */
    Cooldown(FailedItems failedItems, long runId, Duration length, InstantSource clock) {
        this.failedItems = failedItems;
        this.runId = runId;
        this.length = length;
        this.clock = clock;
    }

    /** Looks the items of the next chunk up, all at once; without a cooldown nothing is looked up. */
    void look(Collection<ItemKey> keys) {
        cooling = length.isZero() ? Map.of() : failedItems.since(clock.instant().minus(length), runId, keys);
    }

    /** Why the item is not asked, for a person; empty if it is asked. */
    Optional<String> messageFor(ItemKey key) {
        return Optional.ofNullable(cooling.get(key)).map(this::message);
    }

    private String message(FailedItems.Failure failure) {
        Instant until = failure.failedAt().plus(length).truncatedTo(ChronoUnit.SECONDS);
        return "not asked again before " + until + " (enricher.failed-cooldown); failed at "
                + failure.failedAt().truncatedTo(ChronoUnit.SECONDS) + " with "
                + failure.reason().code() + ": " + failure.message();
    }
}
