package io.enricher.store;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables. Flyway is called only if they are not those of {@link #VERSION}: loading it costs a seventh of the start of
 * a run (measured 2026-11), one query almost nothing.
 */
public final class Schema {

    /** The newest migration in the jar. */
    static final String VERSION = "2";

    // Flyway creates its table in quotes.
    private static final String APPLIED =
            "select \"success\" from \"flyway_schema_history\" where \"version\" = '" + VERSION + "'";

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
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + dialect.migrations())
                    .load()
                    .migrate();
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
