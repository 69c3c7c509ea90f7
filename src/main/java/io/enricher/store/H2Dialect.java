package io.enricher.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** H2 in a file: one process owns the database, and H2's own file lock keeps others out. */
final class H2Dialect implements SqlDialect {

    /** Compacting a small file costs more than the space is worth. */
    static final long ROWS_WORTH_COMPACTING = 10_000;

    private static final long ROWS_WORTH_COMPACTING_A_LARGE_FILE = 1_000;
    private static final long LARGE_FILE_BYTES = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(H2Dialect.class);

    @Override
    public String migrations() {
        return "db/migration/h2";
    }

    @Override
    public String insertIfAbsent(Insertion insertion) {
        String match = insertion.key().stream()
                .map(name -> "t." + name + " = v." + name)
                .collect(Collectors.joining(" and "));
        return "merge into " + insertion.table() + " t using (values ("
                + insertion.each(column -> "cast(? as " + column.type() + ")") + ")) v ("
                + insertion.each(Insertion.Column::name) + ") on " + match + " when not matched then insert ("
                + insertion.each(Insertion.Column::name) + ") values ("
                + insertion.each(column -> "v." + column.name()) + ")";
    }

    @Override
    public long answerBytes(JdbcTemplate jdbc) {
        String sql = "select setting_value from information_schema.settings where setting_name = 'info.FILE_SIZE'";
        return jdbc.queryForList(sql, Long.class).stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0L);
    }

    @Override
    public Optional<Long> deleteOnlyRun(JdbcTemplate jdbc, long runId) {
        if (holdsOtherRuns(jdbc, runId)) {
            return Optional.empty();
        }
        Long rows = jdbc.queryForObject("select count(*) from work_item", Long.class);
        jdbc.execute("truncate table work_key");
        jdbc.execute("truncate table work_done");
        jdbc.execute("truncate table work_item");
        return Optional.ofNullable(rows);
    }

    private static boolean holdsOtherRuns(JdbcTemplate jdbc, long runId) {
        String sql = "select (select min(run_id) from work_item) < ? or (select max(run_id) from work_item) > ?";
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, runId, runId));
    }

    @Override
    public Optional<DatabaseLock> tryLock(DataSource dataSource, List<String> names) {
        return Optional.of(DatabaseLock.ofTheFile());
    }

    @Override
    public void reclaimSpace(DataSource dataSource) {
        H2FileSpace.reclaim(dataSource);
    }

    /** Few rows may have been long ones, and asking for them leaves space behind, too. */
    private boolean isWorthCompacting(JdbcTemplate jdbc, long rowsDeleted) {
        return rowsDeleted > ROWS_WORTH_COMPACTING
                || (rowsDeleted > ROWS_WORTH_COMPACTING_A_LARGE_FILE && answerBytes(jdbc) > LARGE_FILE_BYTES);
    }

    @Override
    public void close(JdbcTemplate jdbc, long rowsDeleted) {
        try {
            jdbc.execute(isWorthCompacting(jdbc, rowsDeleted) ? "shutdown compact" : "shutdown");
        } catch (DataAccessException e) {
            // Everything is committed; the next start opens the file as it is.
            LOG.warn("The database did not close cleanly; nothing is lost", e);
        }
    }
}
