package io.enricher.store;

import io.enricher.domain.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chooses pending items in the order of their hashes, which is as good as by lot and costs no sorting. */
final class PendingSample {

    private static final int PAGE = 1_000;

    private static final String BY_NUMBER =
            " from unnest(?, ?) k(k, run) join work_item w on w.run_id = k.run and w.number = k.k";

    // Without a condition on the state, for which H2 would take the other index: all that is pending, for each number.
    private static final String STATES = "select w.number, " + DoneItems.STATE + BY_NUMBER + DoneItems.JOIN;
    private static final String ITEMS =
            "select w.number, w.file_number, w.file_row, w.line, w.key_hash, w.group_key, w.fields, w.note, w.context"
                    + BY_NUMBER;

    private PendingSample() {}

    static List<Item> of(JdbcTemplate jdbc, WorkKeys keys, long runId, int n) {
        List<Long> numbers = numbers(jdbc, keys, runId, n);
        List<Item> items = new ArrayList<>(jdbc.query(ITEMS, WorkItems.ITEM, KeyArray.inRun(runId, numbers)));
        items.sort(Comparator.comparingLong(Item::number));
        return items;
    }

    private static List<Long> numbers(JdbcTemplate jdbc, WorkKeys keys, long runId, int n) {
        List<Long> numbers = new ArrayList<>();
        long from = Long.MIN_VALUE;
        while (numbers.size() < n) {
            List<WorkKeys.Placed> page = keys.page(runId, from, PAGE);
            Set<Long> pending = pendingOf(
                    jdbc, runId, page.stream().map(WorkKeys.Placed::number).toList());
            page.stream()
                    .map(WorkKeys.Placed::number)
                    .filter(pending::contains)
                    .limit(n - numbers.size())
                    .forEach(numbers::add);
            if (page.size() < PAGE || page.get(PAGE - 1).slot() == Long.MAX_VALUE) {
                break;
            }
            from = page.get(PAGE - 1).slot() + 1;
        }
        return numbers;
    }

    private static Set<Long> pendingOf(JdbcTemplate jdbc, long runId, List<Long> numbers) {
        Set<Long> pending = new HashSet<>();
        jdbc.query(
                STATES,
                row -> {
                    if (row.getString(2).equals(WorkItems.Status.PENDING.name())) {
                        pending.add(row.getLong(1));
                    }
                },
                KeyArray.inRun(runId, numbers));
        return pending;
    }
}
