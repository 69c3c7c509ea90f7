package io.enricher.store;

import io.enricher.domain.ExitCode;
import io.enricher.domain.PastRun;
import io.enricher.domain.RunSummary;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The runs there were, each with the numbers of its summary. Safe for many threads. */
public final class RunHistory {

    private static final RowMapper<StoredRun> RUN = (row, n) -> read(row);

    /**
     * The rows of a run that has not ended stand nowhere but in its work items. Its calls are summed before they are
     * joined, so that the runs' texts are not part of the sorting.
     */
    private static final String PAST_RUNS =
            """
            select r.*, t.calls, t.cost_usd, t.unpriced,
                case when r.status = 'STARTED' then
                    (select count(*) from work_done d where d.run_id = r.run_id)
                    + (select count(*) from work_item w where w.run_id = r.run_id and w.state = 'DONE'
                        and %s is null)
                    end done_so_far,
                case when r.status = 'STARTED' then
                    (select count(*) from work_item w where w.run_id = r.run_id and %s) end failed_so_far
            from run r join (
                select p.run_id, count(c.call_id) calls, coalesce(sum(c.cost_usd), 0) cost_usd,
                    count(case when c.status = 'ok' and c.cost_usd is null then 1 end) unpriced
                from (%s) p left join model_call c on c.run_id = p.run_id group by p.run_id
            ) t on t.run_id = r.run_id
            order by r.run_id desc
            """;

    private final JdbcTemplate jdbc;
    private final WorkItems workItems;

    public RunHistory(DataSource dataSource, SqlDialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.workItems = new WorkItems(dataSource, dialect);
    }

    /**
     * Adds a run, STARTED.
     *
     * @return its id, higher than those before it
     */
    public long create(NewRun run) {
        String sql =
                """
                insert into run (job, output, identity, identity_parts, input, recipe, provider, model, status, started_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'STARTED', ?)
                """;
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(sql, new String[] {"run_id"});
                    insert.setString(1, run.job());
                    insert.setString(2, StorableText.plain(run.output()));
                    insert.setString(3, run.identity());
                    insert.setString(4, TextMapJson.write(run.identityParts()));
                    insert.setString(5, StorableText.plain(run.input()));
                    insert.setString(6, StorableText.plain(run.recipe()));
                    insert.setString(7, StorableText.plain(run.provider()));
                    insert.setString(8, StorableText.plain(run.model()));
                    insert.setObject(9, SqlTime.of(run.startedAt()));
                    return insert;
                },
                id);
        return Objects.requireNonNull(id.getKey(), "generated run_id").longValue();
    }

    public Optional<StoredRun> find(long runId) {
        return first("select * from run where run_id = ?", runId);
    }

    /** The run of {@code job} that was started last for {@code output}, whatever became of it. */
    public Optional<StoredRun> latestOf(String job, String output) {
        return first(
                "select * from run where job = ? and output = ? order by run_id desc limit 1",
                job,
                StorableText.plain(output));
    }

    /** The run of {@code job} whose output it is that stands in {@code output} now. */
    public Optional<StoredRun> latestCompletedOf(String job, String output) {
        return first(
                "select * from run where job = ? and output = ? and status = 'COMPLETED' order by run_id desc limit 1",
                job,
                StorableText.plain(output));
    }

    /** The newest runs of a job, the newest first. */
    public List<PastRun> latest(String job, int limit) {
        String newest = "select run_id from run where job = ? order by run_id desc limit ?";
        return jdbc.query(pastRuns(newest), (row, n) -> pastRun(row), job, limit);
    }

    /** One of them. */
    public Optional<PastRun> past(String job, long runId) {
        String one = "select run_id from run where job = ? and run_id = ?";
        return jdbc.query(pastRuns(one), (row, n) -> pastRun(row), job, runId).stream()
                .findFirst();
    }

    /** @param chosen selects the ids of the runs */
    private static String pastRuns(String chosen) {
        return PAST_RUNS.formatted(DoneItems.DONE_NUMBER, DoneItems.FAILED, chosen);
    }

    /** Whether the run ended, with an output in its place. */
    public boolean isCompleted(long runId) {
        return find(runId).filter(run -> run.status() == RunStatus.COMPLETED).isPresent();
    }

    /** Runs that starting them again would continue, the oldest first; the one in progress is among them. */
    public List<StoredRun> unfinished() {
        return jdbc.query("select * from run where status not in ('COMPLETED', 'ABANDONED') order by run_id", RUN);
    }

    /** Another execution of the run starts: STARTED, as if it had not ended. */
    public void resumed(long runId) {
        jdbc.update(
                "update run set status = 'STARTED', exit_code = null, ended_at = null, problem = null"
                        + " where run_id = ?",
                runId);
    }

    /**
     * Keeps what the plan of the run's first start expects the calls to cost; that of a restart is about the rest alone.
     *
     * @param estimatedUsd empty if the price is unknown; then the plan of a later start, with a price, is kept
     */
    public void planned(long runId, Optional<BigDecimal> estimatedUsd) {
        jdbc.update(
                "update run set estimated_usd = coalesce(estimated_usd, ?) where run_id = ?",
                estimatedUsd.orElse(null),
                runId);
    }

    /**
     * Keeps how an execution ended. The rows are those of the whole run. One that was given up stays ABANDONED, and one
     * that is COMPLETED stays as it is: its output is published and its work rows may be gone.
     *
     * @param duration  how long the run took, all its executions together
     * @param savedUsd  what the rows from the cache would have cost, empty if the price is unknown
     * @param problem   why the run did not complete, empty if it did
     * @return false if the run is COMPLETED already and nothing was changed
     */
    public boolean finished(
            long runId,
            RunStatus status,
            ExitCode exitCode,
            Duration duration,
            RunSummary.Rows rows,
            Optional<BigDecimal> savedUsd,
            Optional<String> problem) {
        int updated = jdbc.update(
                """
                update run set status = case status when 'ABANDONED' then status else ? end, exit_code = ?,
                    ended_at = current_timestamp, duration_ms = ?,
                    rows_cached = ?, rows_enriched = ?, rows_duplicates = ?, rows_defaulted = ?, rows_failed = ?,
                    rows_rejected = ?, saved_usd = ?, problem = ?
                where run_id = ? and status <> 'COMPLETED'
                """,
                status.name(),
                exitCode.code(),
                duration.toMillis(),
                rows.cached(),
                rows.enriched(),
                rows.duplicates(),
                rows.defaulted(),
                rows.failed(),
                rows.rejected(),
                savedUsd.orElse(null),
                problem.map(StorableText::message).orElse(null),
                runId);
        return updated > 0;
    }

    /** Gives an unfinished run up: it will not be continued. A completed one stays as it is. */
    public void abandon(long runId) {
        jdbc.update(
                "update run set status = 'ABANDONED', ended_at = coalesce(ended_at, current_timestamp)"
                        + " where run_id = ? and status <> 'COMPLETED'",
                runId);
    }

    /** Completed and abandoned runs that ended before {@code instant}; never an unfinished one. */
    public List<StoredRun> endedBefore(Instant instant) {
        return jdbc.query(
                "select * from run where status in ('COMPLETED', 'ABANDONED') and ended_at < ? order by run_id",
                RUN,
                SqlTime.of(instant));
    }

    /**
     * Forgets a run with its calls, failures and work items; the run itself last, so that a kill in between leaves it
     * to be deleted again.
     */
    public void delete(long runId) {
        workItems.purge(runId);
        jdbc.update("delete from model_call where run_id = ?", runId);
        jdbc.update("delete from run_purse where run_id = ?", runId);
        jdbc.update("delete from run_failure where run_id = ?", runId);
        jdbc.update("delete from run_fact where run_id = ?", runId);
        jdbc.update("delete from run where run_id = ?", runId);
    }

    private Optional<StoredRun> first(String sql, Object... arguments) {
        return jdbc.query(sql, RUN, arguments).stream().findFirst();
    }

    private static StoredRun read(ResultSet row) throws SQLException {
        NewRun run = new NewRun(
                row.getString("job"),
                row.getString("output"),
                row.getString("identity"),
                TextMapJson.read(row.getString("identity_parts")),
                row.getString("input"),
                row.getString("recipe"),
                row.getString("provider"),
                row.getString("model"),
                SqlTime.read(row, "started_at").orElseThrow());
        RunSummary.Rows rows = new RunSummary.Rows(
                row.getLong("rows_cached"),
                row.getLong("rows_enriched"),
                row.getLong("rows_duplicates"),
                row.getLong("rows_defaulted"),
                row.getLong("rows_failed"),
                row.getLong("rows_rejected"));
        return new StoredRun(
                row.getLong("run_id"),
                run,
                RunStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getObject("exit_code", Integer.class)),
                SqlTime.read(row, "ended_at"),
                Duration.ofMillis(row.getLong("duration_ms")),
                dollars(row.getBigDecimal("estimated_usd")),
                dollars(row.getBigDecimal("saved_usd")),
                rows,
                Optional.ofNullable(row.getString("problem")));
    }

    private static PastRun pastRun(ResultSet row) throws SQLException {
        StoredRun stored = read(row);
        RunSummary.Rows rows = stored.status() == RunStatus.STARTED
                ? new RunSummary.Rows(0, row.getLong("done_so_far"), 0, 0, row.getLong("failed_so_far"), 0)
                : stored.rows();
        return new PastRun(
                stored.runId(),
                stored.run().job(),
                stored.status().name(),
                stored.exitCode().map(OptionalInt::of).orElse(OptionalInt.empty()),
                stored.run().recipe(),
                stored.run().provider(),
                stored.run().model(),
                stored.run().input(),
                stored.run().output(),
                stored.run().startedAt(),
                stored.endedAt(),
                stored.duration(),
                rows,
                row.getLong("calls"),
                row.getLong("unpriced") > 0 ? Optional.empty() : dollars(row.getBigDecimal("cost_usd")));
    }

    private static Optional<BigDecimal> dollars(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount).map(BigDecimal::stripTrailingZeros);
    }
}
