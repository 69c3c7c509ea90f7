package io.enricher.store;

import io.enricher.domain.FailureReason;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The items that failed by their own fault and were not answered since, with their last failure; kept when their run's
 * work items are gone. Safe for many threads and processes.
 */
public final class FailedItems {

    private static final String SINCE = "select f.key_hash, f.reason, f.message, f.failed_at from unnest(?) k(k)"
            + " join failed_item f on f.slot = k.k where f.failed_at >= ? and f.run_id <> ?";

    private static final String PRESENT =
            "select f.key_hash from unnest(?) k(k) join failed_item f on f.slot = k.k order by f.slot, f.key_hash";

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    /** The last failure of an item. */
    public record Failure(FailureReason reason, String message, Instant failedAt) {}

    public FailedItems(DataSource dataSource) {
        this(dataSource, InstantSource.system());
    }

    /** @param clock tells when an item failed */
    FailedItems(DataSource dataSource, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /**
     * Those of the items that failed in other runs at {@code since} or later; one statement for any number of keys.
     *
     * @param runId the run that asks; its own failures are not meant
     */
    public Map<ItemKey, Failure> since(Instant since, long runId, Collection<ItemKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Set<ItemKey> wanted = new HashSet<>(keys);
        Map<ItemKey, Failure> failures = new HashMap<>();
        jdbc.query(
                SINCE,
                row -> {
                    ItemKey key = ItemKey.of(row.getBytes("key_hash"));
                    if (wanted.contains(key)) {
                        failures.put(
                                key,
                                new Failure(
                                        FailureReason.ofCode(row.getString("reason")),
                                        row.getString("message"),
                                        SqlTime.read(row, "failed_at").orElseThrow()));
                    }
                },
                KeyArray.ofSlots(wanted.stream().map(ItemKey::prefix).toList()),
                SqlTime.of(since),
                runId);
        return failures;
    }

    /** Forgets the failures of a run that failed for another reason than its items. */
    public void forgetThoseOf(long runId) {
        jdbc.update("delete from failed_item where run_id = ?", runId);
    }

    public void forgetThoseBefore(Instant instant) {
        jdbc.update("delete from failed_item where failed_at < ?", SqlTime.of(instant));
    }

    /** Part of the caller's transaction: the answered are forgotten, those that failed by their own fault are kept. */
    void settle(long runId, List<Outcome> outcomes) {
        forget(outcomes.stream().map(outcome -> outcome.item().key()).toList());
        Instant now = clock.instant();
        List<Object[]> failed = outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .filter(failure -> failure.reason().isOfTheItem())
                .sorted(Comparator.comparing(failure -> failure.item().key()))
                .map(failure -> new Object[] {
                    failure.item().key().prefix(),
                    failure.item().key().toBytes(),
                    runId,
                    failure.reason().code(),
                    StorableText.message(failure.message()),
                    SqlTime.of(now)
                })
                .toList();
        jdbc.batchUpdate(
                "insert into failed_item (slot, key_hash, run_id, reason, message, failed_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                failed);
    }

    /** Hardly any item failed before: one look-up of all finds those that did. */
    private void forget(List<ItemKey> keys) {
        Set<ItemKey> wanted = new HashSet<>(keys);
        List<Object[]> present = new ArrayList<>();
        jdbc.query(
                PRESENT,
                row -> {
                    ItemKey key = ItemKey.of(row.getBytes(1));
                    if (wanted.contains(key)) {
                        present.add(new Object[] {key.prefix(), key.toBytes()});
                    }
                },
                KeyArray.ofSlots(keys.stream().map(ItemKey::prefix).toList()));
        jdbc.batchUpdate("delete from failed_item where slot = ? and key_hash = ?", present);
    }
}
