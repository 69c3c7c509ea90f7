package io.enricher.store;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The table {@code work_key}: under which slot, a key's first 8 bytes, an item of a run is looked for. It is written once
 * for an item, whatever becomes of that (docs/decisions/0018).
 */
final class WorkKeys {

    /**
     * Selects from {@code work_item w} by keys; a slot may have items with other keys, too.
     *
     * @see #arguments
     */
    static final String JOIN = " from unnest(?, ?) k(k, run) join work_key s on s.run_id = k.run and s.slot = k.k"
            + " join work_item w on w.run_id = s.run_id and w.number = s.number";

    private static final String PRESENT = "select w.key_hash" + JOIN;
    private static final String INSERT = "insert into work_key (run_id, slot, number) values (?, ?, ?)";

    /** An item and its slot. */
    record Placed(long slot, long number) {}

    private static final RowMapper<Placed> PLACED = (row, n) -> new Placed(row.getLong(1), row.getLong(2));

    private final JdbcTemplate jdbc;
    private final int slice;

    /** @param slice most rows that one statement deletes */
    WorkKeys(JdbcTemplate jdbc, int slice) {
        this.jdbc = jdbc;
        this.slice = slice;
    }

    /** What {@link #JOIN} is given. */
    static Object[] arguments(long runId, Collection<ItemKey> keys) {
        return KeyArray.inRun(runId, keys.stream().map(ItemKey::prefix).toList());
    }

    /** Those of the keys that the run has items with. */
    Set<ItemKey> present(long runId, Collection<ItemKey> keys) {
        Set<ItemKey> present =
                new HashSet<>(jdbc.query(PRESENT, (row, n) -> ItemKey.of(row.getBytes(1)), arguments(runId, keys)));
        present.retainAll(new HashSet<>(keys));
        return present;
    }

    /** By slot, so that neighbours are written together. */
    void insert(long runId, List<Item> items) {
        jdbc.batchUpdate(
                INSERT,
                items.stream()
                        .map(item -> new Placed(item.key().prefix(), item.number()))
                        .sorted(Comparator.comparingLong(Placed::slot))
                        .map(placed -> new Object[] {runId, placed.slot(), placed.number()})
                        .toList());
    }

    /** The first items from {@code slot}, in the order of their slots. */
    List<Placed> page(long runId, long slot, int limit) {
        return jdbc.query(
                "select slot, number from work_key where run_id = ? and slot >= ? order by run_id, slot, number limit ?",
                PLACED,
                runId,
                slot,
                limit);
    }

    /** The slots of the run's items, at most {@code limit} of them. */
    List<Long> slots(long runId, int limit) {
        return jdbc.queryForList("select slot from work_key where run_id = ? limit ?", Long.class, runId, limit);
    }

    /**
     * Adds the keys of items that have none: those that an earlier release of this program added to a database that it
     * shares with this one.
     *
     * @return how many
     */
    long addMissing(long runId) {
        if (rows("work_key", runId) == rows("work_item", runId)) {
            return 0;
        }
        return jdbc.update(
                "insert into work_key (run_id, slot, number) select w.run_id, w.slot, w.number from work_item w"
                        + " where w.run_id = ? and not exists (select 1 from work_key s"
                        + " where s.run_id = w.run_id and s.slot = w.slot and s.number = w.number)"
                        + " order by w.run_id, w.slot",
                runId);
    }

    private long rows(String table, long runId) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from " + table + " where run_id = ?", Long.class, runId));
    }

    /** Outside of a transaction in slices. */
    void purge(long runId) {
        long after = Long.MIN_VALUE;
        for (Optional<Long> last = lastOfSlice(runId, after); last.isPresent(); last = lastOfSlice(runId, after)) {
            jdbc.update("delete from work_key where run_id = ? and slot > ? and slot <= ?", runId, after, last.get());
            after = last.get();
        }
        jdbc.update("delete from work_key where run_id = ?", runId);
    }

    /** Empty if what is left is less than a slice. */
    private Optional<Long> lastOfSlice(long runId, long after) {
        String sql = "select slot from work_key where run_id = ? and slot > ?"
                + " order by run_id, slot, number limit 1 offset ?";
        return jdbc.queryForList(sql, Long.class, runId, after, slice - 1).stream()
                .findFirst();
    }
}
