package io.enricher.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database as it is, for who only wants to look: nothing is made or brought up to date. Not for many threads. */
public final class OpenedDatabase implements AutoCloseable {

    private static final String H2_FILE = "jdbc:h2:file:";

    private static final String SCHEMA =
            "select \"version\" from \"flyway_schema_history\" where \"success\" order by \"installed_rank\" desc";

    private final SingleConnectionDataSource dataSource;

    private OpenedDatabase(SingleConnectionDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @return empty if the file of an embedded database is not there yet
     * @throws org.springframework.dao.DataAccessException if it cannot be opened
     * @throws io.enricher.domain.InvalidConfigurationException the same, or if it is no database of ours
     */
    public static Optional<OpenedDatabase> open(String url, Optional<String> user, Optional<String> password) {
        if (url.startsWith(H2_FILE) && !Files.exists(Path.of(fileOf(url) + ".mv.db"))) {
            return Optional.empty();
        }
        SingleConnectionDataSource dataSource = new SingleConnectionDataSource(url, true);
        user.ifPresent(dataSource::setUsername);
        password.ifPresent(dataSource::setPassword);
        return Optional.of(new OpenedDatabase(dataSource));
    }

    /** Where it is, without parameters, as they may hold a password. */
    public static String shownUrl(String url) {
        return (url.startsWith(H2_FILE) ? "H2 " + fileOf(url) + ".mv.db" : url)
                .replaceFirst("[?;].*", "")
                .replaceFirst("//[^/]*@", "//");
    }

    private static String fileOf(String url) {
        return url.substring(H2_FILE.length()).replaceFirst(";.*", "");
    }

    /** Of its tables; empty if there are none. */
    public Optional<String> schemaVersion() {
        SqlDialect.of(dataSource);
        try {
            List<String> versions = new JdbcTemplate(dataSource).queryForList(SCHEMA, String.class);
            return versions.stream().findFirst();
        } catch (BadSqlGrammarException e) {
            // There is no such table: a new database.
            return Optional.empty();
        }
    }

    /** The version of the tables that this program works with. */
    public static String currentSchemaVersion() {
        return Schema.VERSION;
    }

    /** To be asked only if there are tables. */
    public AnswerStore answers() {
        return new AnswerStore(dataSource, SqlDialect.of(dataSource), 0);
    }

    @Override
    public void close() {
        dataSource.destroy();
    }
}
