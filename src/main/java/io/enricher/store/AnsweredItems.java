package io.enricher.store;

import io.enricher.domain.ItemKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds the pending items that have an answer by now, and sets them to DONE. */
final class AnsweredItems {

    private static final String FILLED_SLOTS = "select w.number, w.key_hash, a.key_hash from work_item w"
            + " join answer a on a.id = w.slot"
            + " where w.run_id = ? and w.number > ? and w.number <= ? and " + DoneItems.PENDING;

    private final JdbcTemplate jdbc;
    private final AnswerTable answers;
    private final WorkItemSlices slices;
    private final DoneItems done;

    AnsweredItems(JdbcTemplate jdbc, AnswerTable answers, WorkItemSlices slices, DoneItems done) {
        this.jdbc = jdbc;
        this.answers = answers;
        this.slices = slices;
        this.done = done;
    }

    /** @return how many were set */
    long mark(long runId) {
        return slices.forEach(runId, (after, last) -> {
            List<Long> answered = answered(runId, after, last);
            done.insert(
                    runId,
                    answered.stream()
                            .map(number -> new DoneItems.Done(number, null))
                            .toList());
            return answered.size();
        });
    }

    /** An item whose slot another key has may be answered in a later slot. */
    private List<Long> answered(long runId, long after, long last) {
        List<Long> numbers = new ArrayList<>();
        Map<ItemKey, Long> clashing = new HashMap<>();
        jdbc.query(
                FILLED_SLOTS,
                row -> {
                    ItemKey key = ItemKey.of(row.getBytes(2));
                    if (key.equals(ItemKey.of(row.getBytes(3)))) {
                        numbers.add(row.getLong(1));
                    } else {
                        clashing.put(key, row.getLong(1));
                    }
                },
                runId,
                after,
                last);
        if (!clashing.isEmpty()) {
            answers.find(clashing.keySet()).keySet().forEach(key -> numbers.add(clashing.get(key)));
        }
        return numbers;
    }
}
