package io.enricher.store;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Locator;
import io.enricher.domain.RunSummary;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The failed rows of a run, kept after its work items are gone. Part of the caller's transaction. */
public final class RunFailures {

    private static final Insertion FAILURE = new Insertion(
            "run_failure",
            List.of(
                    new Insertion.Column("run_id", "bigint"),
                    new Insertion.Column("file_number", "integer"),
                    new Insertion.Column("row_number", "bigint"),
                    new Insertion.Column("line", "bigint"),
                    new Insertion.Column("reason", "varchar"),
                    new Insertion.Column("message", "varchar")),
            List.of("run_id", "file_number", "row_number"));

    private final JdbcTemplate jdbc;
    private final String insert;

    public RunFailures(DataSource dataSource, SqlDialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insert = dialect.insertIfAbsent(FAILURE);
    }

    /** Forgets the run's failures, before its output is written again. */
    public void clear(long runId) {
        jdbc.update("delete from run_failure where run_id = ?", runId);
    }

    /** Adds failures; a row that has one keeps it. */
    public void add(long runId, List<RunSummary.Failure> failures) {
        jdbc.batchUpdate(
                insert,
                failures.stream()
                        .map(failure -> new Object[] {
                            runId,
                            failure.place().file(),
                            failure.place().row(),
                            failure.place().line(),
                            failure.reason().code(),
                            StorableText.message(failure.message())
                        })
                        .toList());
    }

    /** The first failures in the order of the input. */
    public List<RunSummary.Failure> first(long runId, int limit) {
        return jdbc.query(
                "select file_number, row_number, line, reason, message from run_failure where run_id = ?"
                        + " order by run_id, file_number, row_number limit ?",
                (row, n) -> new RunSummary.Failure(
                        new Locator(row.getInt(1), row.getLong(2), row.getLong(3)),
                        FailureReason.ofCode(row.getString(4)),
                        row.getString(5)),
                runId,
                limit);
    }
}
