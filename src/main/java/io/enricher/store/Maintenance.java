package io.enricher.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the file of an embedded database needs: while a run writes to it, and when the program ends. */
public final class Maintenance {

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final SqlDialect dialect;

    public Maintenance(DataSource dataSource, SqlDialect dialect) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.dialect = dialect;
    }

    /** Until the result is closed, space that commits leave behind in an H2 file is used again; no-op on PostgreSQL. */
    public SpaceReclaimer reclaimSpace() {
        return SpaceReclaimer.start(() -> dialect.reclaimSpace(dataSource));
    }

    /**
     * Closes an H2 database, compacted after many rows were deleted; does nothing on PostgreSQL. Nothing may use the
     * database afterwards. Logs, and does not throw, what goes wrong: all is committed by then.
     *
     * @param rowsDeleted work items and answers that this process deleted
     */
    public void compactOnClose(long rowsDeleted) {
        dialect.close(jdbc, rowsDeleted);
    }
}
