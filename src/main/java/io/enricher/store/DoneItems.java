package io.enricher.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code work_done}: which items of a run are answered. An answered item gets a row there, and its row in
 * {@code work_item}, whose indexes would all be written anew, stays as it is (docs/decisions/0019). All methods are part of
 * the caller's transaction.
 */
final class DoneItems {

    /**
     * The number of the item of {@code work_item w} if it is answered, else null. A look-up for each item: a join, or
     * {@code not exists}, PostgreSQL may make of all of the run's rows for each page (366 s instead of 0.3 s for 80 pages).
     */
    static final String DONE_NUMBER =
            "(select d.number from work_done d where d.run_id = w.run_id and d.number = w.number)";

    /** The call that answered it, null also if that was none of this run. */
    static final String DONE_BY =
            "(select d.call_id from work_done d where d.run_id = w.run_id and d.number = w.number)";

    /**
     * A condition on {@code work_item w}: to be asked. In these words since PostgreSQL takes {@code is null} for one row in 200,
     * and would sort the rest of the run for each page to find enough of them.
     */
    static final String PENDING =
            "w.state = 'PENDING' and case when " + DONE_NUMBER + " is null then 'PENDING' else 'DONE' end <> 'DONE'";

    /** A condition on {@code work_item w}: asked, and without a valid answer. */
    static final String FAILED = "w.state = 'FAILED' and " + DONE_NUMBER + " is null";

    /** Joins {@code work_done d} to {@code work_item w}, for a few items that are looked up. */
    static final String JOIN = " left join work_done d on d.run_id = w.run_id and d.number = w.number";

    /** The state of an item by {@link #JOIN}. In a database of an earlier release it may be DONE without a row there. */
    static final String STATE = "case when d.number is null then w.state else 'DONE' end";

    /** The same as {@code state}, with {@code reason}, {@code message} and {@code call_id} of what became of the item last. */
    static final String STATE_COLUMNS = STATE + " state, case when d.number is null then w.reason end reason,"
            + " case when d.number is null then w.message end message,"
            + " case when d.number is null then w.call_id else d.call_id end call_id";

    private static final Insertion ROW = new Insertion(
            "work_done",
            List.of(
                    new Insertion.Column("run_id", "bigint"),
                    new Insertion.Column("number", "bigint"),
                    new Insertion.Column("call_id", "bigint")),
            List.of("run_id", "number"));

    /**
     * An answered item.
     *
     * @param callId the call of the ledger that answered it, null if it was not one of this run
     */
    record Done(long number, @Nullable Long callId) {}

    private final JdbcTemplate jdbc;
    private final String insert;

    DoneItems(JdbcTemplate jdbc, SqlDialect dialect) {
        this.jdbc = jdbc;
        this.insert = dialect.insertIfAbsent(ROW);
    }

    /**
     * What is there stays. In the order of the numbers, so that two transactions wait for each other instead of blocking each
     * other.
     */
    void insert(long runId, Collection<Done> items) {
        jdbc.batchUpdate(
                insert,
                items.stream()
                        .sorted(Comparator.comparingLong(Done::number))
                        .map(done -> new @Nullable Object[] {runId, done.number(), done.callId()})
                        .toList());
    }

    void delete(long runId, List<Long> numbers) {
        jdbc.batchUpdate(
                "delete from work_done where run_id = ? and number = ?",
                numbers.stream().map(number -> new Object[] {runId, number}).toList());
    }

    /** Of the items whose numbers are above {@code after} and up to {@code last}. */
    void delete(long runId, long after, long last) {
        jdbc.update("delete from work_done where run_id = ? and number > ? and number <= ?", runId, after, last);
    }
}
