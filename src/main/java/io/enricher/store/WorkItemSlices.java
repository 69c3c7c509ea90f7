package io.enricher.store;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Goes through all items of a run in slices of bounded size, by number, so that no transaction grows with the run. */
final class WorkItemSlices {

    /** What to do with the items whose numbers are above {@code after} and up to {@code last}. */
    @FunctionalInterface
    interface Work {

        /** @return how many items it changed */
        long on(long after, long last);
    }

    private final JdbcTemplate jdbc;
    private final int size;

    /** @param size most items in a slice */
    WorkItemSlices(JdbcTemplate jdbc, int size) {
        this.jdbc = jdbc;
        this.size = size;
    }

    /** @return how many items were changed in all */
    long forEach(long runId, Work work) {
        long changed = 0;
        long after = Long.MIN_VALUE;
        for (Optional<Long> last = lastOfSlice(runId, after); last.isPresent(); last = lastOfSlice(runId, after)) {
            changed += work.on(after, last.get());
            after = last.get();
        }
        return changed + work.on(after, Long.MAX_VALUE);
    }

    /** Empty if what is left is less than a slice. */
    private Optional<Long> lastOfSlice(long runId, long after) {
        String sql = "select number from work_item where run_id = ? and number > ?"
                + " order by run_id, number limit 1 offset ?";
        return jdbc.queryForList(sql, Long.class, runId, after, size - 1).stream()
                .findFirst();
    }
}
