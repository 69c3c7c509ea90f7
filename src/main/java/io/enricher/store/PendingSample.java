package io.enricher.store;

import io.enricher.domain.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Chooses pending items in the order of their hashes, which is as good as by lot and costs no sorting. */
final class PendingSample {

    private static final int PAGE = 1_000;

    // Without a condition on the state, for which H2 would take the other index and sort all that is pending.
    private static final String BY_HASH = "select slot, number, state from work_item"
            + " where run_id = ? and slot >= ? order by run_id, slot limit ?";
    private static final String ITEMS =
            "select w.number, w.file_number, w.file_row, w.line, w.key_hash, w.group_key, w.fields, w.note, w.context"
                    + " from unnest(?) k(k)"
                    + " join work_item w on w.run_id = ? and w.number = k.k";

    private record Candidate(long slot, long number, String state) {

        boolean isPending() {
            return state.equals(WorkItems.Status.PENDING.name());
        }
    }

    private static final RowMapper<Candidate> CANDIDATE =
            (row, n) -> new Candidate(row.getLong(1), row.getLong(2), row.getString(3));

    private PendingSample() {}

    static List<Item> of(JdbcTemplate jdbc, long runId, int n) {
        List<Long> numbers = numbers(jdbc, runId, n);
        List<Item> items = new ArrayList<>(jdbc.query(ITEMS, WorkItems.ITEM, KeyArray.ofSlots(numbers), runId));
        items.sort(Comparator.comparingLong(Item::number));
        return items;
    }

    private static List<Long> numbers(JdbcTemplate jdbc, long runId, int n) {
        List<Long> numbers = new ArrayList<>();
        long from = Long.MIN_VALUE;
        while (numbers.size() < n) {
            List<Candidate> page = jdbc.query(BY_HASH, CANDIDATE, runId, from, PAGE);
            page.stream()
                    .filter(Candidate::isPending)
                    .limit(n - numbers.size())
                    .forEach(candidate -> numbers.add(candidate.number()));
            if (page.size() < PAGE || page.get(PAGE - 1).slot() == Long.MAX_VALUE) {
                break;
            }
            from = page.get(PAGE - 1).slot() + 1;
        }
        return numbers;
    }
}
