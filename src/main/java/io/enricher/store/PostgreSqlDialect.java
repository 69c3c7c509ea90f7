package io.enricher.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** PostgreSQL 14 or later, which runs of several processes may share. */
final class PostgreSqlDialect implements SqlDialect {

    @Override
    public String migrations() {
        return "db/migration/postgresql";
    }

    @Override
    public String insertIfAbsent(Insertion insertion) {
        return insertion.ofNewRows() + " on conflict do nothing";
    }

    @Override
    public long answerBytes(JdbcTemplate jdbc) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select pg_total_relation_size('answer')", Long.class), "relation size");
    }

    @Override
    public Optional<Long> deleteOnlyRun(JdbcTemplate jdbc, long runId) {
        return Optional.empty();
    }

    @Override
    public Optional<DatabaseLock> tryLock(DataSource dataSource, List<String> names) {
        return DatabaseLock.ofSession(dataSource, names);
    }

    @Override
    public void reclaimSpace(DataSource dataSource) {
        // Autovacuum does.
    }

    @Override
    public void close(JdbcTemplate jdbc, long rowsDeleted) {
        // The server goes on; autovacuum takes the space back.
    }
}
