package io.enricher.store;

import io.enricher.domain.InvalidConfigurationException;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** What differs between the databases; all other SQL of this package is the same for both. Safe for many threads. */
public sealed interface SqlDialect permits H2Dialect, PostgreSqlDialect {

    /**
     * The dialect of the database behind {@code dataSource}; opens a connection to ask.
     *
     * @throws InvalidConfigurationException if it is neither H2 nor PostgreSQL
     */
    static SqlDialect of(DataSource dataSource) {
        String product;
        try {
            product = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
        } catch (MetaDataAccessException e) {
            throw new InvalidConfigurationException(
                    "the database cannot be reached; check spring.datasource.url, .username and .password: "
                            + reason(e),
                    e);
        }
        return switch (product) {
            case "H2" -> new H2Dialect();
            case "PostgreSQL" -> new PostgreSqlDialect();
            default ->
                throw new InvalidConfigurationException("spring.datasource.url names a database of " + product
                        + "; use an H2 file (jdbc:h2:file:...) or PostgreSQL 14 or later (jdbc:postgresql:...)");
        };
    }

    /** The database's own words, such as that a path is not absolute; drivers name the user there, never the password. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("(?i)(password=)[^;&\\s]*", "$1***");
    }

    /** Where the migrations of the tables are in the jar. */
    String migrations();

    /** The statement that inserts one row and leaves alone what has its key already; one {@code ?} per column. */
    String insertIfAbsent(Insertion insertion);

    /** Bytes that the answers take on disk; on H2 the whole database file, which holds little else. */
    long answerBytes(JdbcTemplate jdbc);

    /**
     * Deletes all work items and their keys at once if they are those of {@code runId} alone and no other process can add any.
     *
     * @return the number of items deleted, empty if nothing was done and the run's items are to be deleted one by one
     */
    Optional<Long> deleteOnlyRun(JdbcTemplate jdbc, long runId);

    /** Takes all {@code names} for as long as the result is open, or returns empty if another has one of them. */
    Optional<DatabaseLock> tryLock(DataSource dataSource, List<String> names);

    /**
     * Makes space that is no longer in use free for the next commits, in a database that lives in this process. Takes
     * a fraction of a second; to be called about twice a second while there are many commits.
     */
    void reclaimSpace(DataSource dataSource);

    /** Closes a database that lives in this process, compacted if {@code rowsDeleted} left much free space in it. */
    void close(JdbcTemplate jdbc, long rowsDeleted);
}
