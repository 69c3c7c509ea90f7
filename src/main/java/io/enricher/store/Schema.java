package io.enricher.store;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables. Flyway is called only if they are not those of {@link #VERSION}: loading it costs a seventh of the start of
 * a run (measured 2026-11), one query almost nothing.
 */
public final class Schema {

    /** The newest migration in the jar. */
    static final String VERSION = "10";

    // Flyway creates its table in quotes.
    private static final String APPLIED =
            "select \"success\" from \"flyway_schema_history\" where \"version\" = '" + VERSION + "'";

    private static final String FORGET_FAILURES = "delete from \"flyway_schema_history\" where not \"success\"";

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private final DataSource dataSource;
    private final SqlDialect dialect;
    private final JdbcTemplate jdbc;

    public Schema(DataSource dataSource, SqlDialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Creates what is missing. Several processes may do it at once. Nothing else may use the tables before. */
    public void bringUpToDate() {
        if (!isCurrent()) {
            forgetFailures();
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + dialect.migrations())
                    .load()
                    .migrate();
        }
    }

    /**
     * Flyway refuses a database in which a migration failed, as one does when the disk is full. Those of H2 can be
     * repeated; on PostgreSQL a migration is one transaction, and leaves no trace when it fails.
     */
    private void forgetFailures() {
        try {
            jdbc.update(FORGET_FAILURES);
        } catch (BadSqlGrammarException e) {
            // There is no such table: a new database.
            LOG.debug("No migration was tried before", e);
        }
    }

    /** Migrations succeed in order, so the newest stands for all; also if a later release has added more. */
    private boolean isCurrent() {
        try {
            return jdbc.queryForList(APPLIED, Boolean.class).equals(List.of(true));
        } catch (BadSqlGrammarException e) {
            return false; // There is no such table: a new database.
        }
    }
}
