package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class SchemaTest {

    @TempDir
    Path directory;

    private JdbcConnectionPool dataSource;
    private JdbcTemplate jdbc;
    private Schema schema;

    @BeforeEach
    void openDatabase() {
        dataSource = JdbcConnectionPool.create("jdbc:h2:file:" + directory.resolve("state"), "sa", "");
        jdbc = new JdbcTemplate(dataSource);
        schema = new Schema(dataSource, new H2Dialect());
    }

    @AfterEach
    void closeDatabase() {
        dataSource.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void versionIsThatOfTheNewestMigration(String vendor) throws IOException {
        Path migrations = Path.of("src/main/resources/db/migration", vendor);

        try (Stream<Path> files = Files.list(migrations)) {
            String newest = files.map(file -> file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"))
                    .max(Comparator.comparingInt(Integer::parseInt))
                    .orElseThrow();
            assertThat(Schema.VERSION).isEqualTo(newest);
        }
    }

    @Test
    void newDatabaseGetsAllTables() {
        schema.bringUpToDate();

        assertThat(rowsOf("answer")).isZero();
        assertThat(rowsOf("batch_job_instance")).isZero();
    }

    @Test
    void databaseOfAnEarlierReleaseGetsWhatIsMissing() {
        flyway().target("1").load().migrate();

        schema.bringUpToDate();

        assertThat(rowsOf("answer")).isZero();
    }

    @Test
    void databaseOfALaterReleaseIsLeftAlone() {
        schema.bringUpToDate();
        jdbc.update("insert into \"flyway_schema_history\" select \"installed_rank\" + 1, '9999', \"description\","
                + " \"type\", 'V9999__later.sql', 1, \"installed_by\", \"installed_on\", 1, true"
                + " from \"flyway_schema_history\" where \"version\" = '" + Schema.VERSION + "'");

        assertThatCode(schema::bringUpToDate).doesNotThrowAnyException();
    }

    @Test
    void currentDatabaseIsNotShownToFlyway() {
        schema.bringUpToDate();
        jdbc.update("update \"flyway_schema_history\" set \"checksum\" = 1");

        assertThatCode(schema::bringUpToDate).doesNotThrowAnyException();

        assertThatThrownBy(() -> flyway().load().migrate())
                .as("what Flyway would have said")
                .isInstanceOf(FlywayException.class);
    }

    @Test
    void databaseOfAProcessThatWasKilledInAnyStatementOfTheMigrationsIsBroughtUpToDate() {
        int statements = 0;
        boolean killed = true;
        while (killed) {
            statements++;
            Path folder = directory.resolve("killed-" + statements);
            killed = isKilledAt(statements, folder);

            JdbcDataSource next = database(folder);
            new Schema(next, new H2Dialect()).bringUpToDate();

            assertThat(Flyway.configure()
                            .dataSource(next)
                            .locations("classpath:db/migration/h2")
                            .load()
                            .validateWithResult()
                            .validationSuccessful)
                    .as("after a kill at statement %s", statements)
                    .isTrue();
            assertThat(definitionOf(next)).isEqualTo(definitionOf(untouched()));
        }
        assertThat(statements).as("each create statement was one of them").isGreaterThan(19);
    }

    @Test
    void migrationThatFailedIsTriedAgain() {
        flyway().target("1").load().migrate();
        jdbc.execute("create table work_item (number bigint)");
        assertThatThrownBy(schema::bringUpToDate).isInstanceOf(FlywayException.class);
        jdbc.execute("drop table work_item");

        schema.bringUpToDate();

        assertThat(rowsOf("work_item")).isZero();
    }

    @Test
    void latestAnswerOfAnEarlierReleaseIsKnown() {
        flyway().target("9").load().migrate();
        jdbc.update("insert into answer_origin (recipe, model) values ('roadmap', 'm')");
        for (int day = 1; day <= 3; day++) {
            jdbc.update(
                    "insert into answer (id, key_hash, answer, model, note, recipe, created_at) values (?, ?, '{}', 'm', '',"
                            + " 'roadmap', ?)",
                    day,
                    new byte[32],
                    OffsetDateTime.parse("2026-11-0" + day + "T12:00:00Z"));
        }

        schema.bringUpToDate();

        assertThat(new AnswerStore(dataSource, new H2Dialect(), 0).statistics().latest())
                .contains(Instant.parse("2026-11-03T12:00:00Z"));
    }

    @Test
    void noNumberOfARunIsLeftOutAfterAKill() throws IOException, SQLException {
        Path folder = Files.createDirectory(directory.resolve("running"));
        Path killed = Files.createDirectory(directory.resolve("killed"));
        JdbcDataSource running = database(folder);
        long last;
        try (Connection keepsItOpen = running.getConnection()) {
            new Schema(running, new H2Dialect()).bringUpToDate();
            last = createRun(running);
            // What a kill leaves: "shutdown immediately" would write down which numbers were not used.
            Files.copy(folder.resolve("state.mv.db"), killed.resolve("state.mv.db"));
        }

        assertThat(createRun(database(killed))).isEqualTo(last + 1);
    }

    private static long createRun(JdbcDataSource database) {
        return new RunHistory(database, new H2Dialect())
                .create(new NewRun(
                        "enrich",
                        "/out/a.csv",
                        "ab12",
                        Map.of(),
                        "/in/a.csv",
                        "roadmap",
                        "openai",
                        "m",
                        Instant.EPOCH));
    }

    /** Whether there was such a statement. */
    private static boolean isKilledAt(int statement, Path folder) {
        Schema dying = new Schema(new DyingDataSource(database(folder), statement), new H2Dialect());
        try {
            dying.bringUpToDate();
            return false;
        } catch (FlywayException | DataAccessException e) {
            return true;
        }
    }

    private static JdbcDataSource database(Path folder) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("state") + ";WRITE_DELAY=0");
        database.setUser("sa");
        return database;
    }

    private JdbcDataSource untouched() {
        JdbcDataSource whole = database(directory.resolve("untouched"));
        new Schema(whole, new H2Dialect()).bringUpToDate();
        return whole;
    }

    /** Every table, column, key, index and sequence, without the history of how they came about. */
    private static List<String> definitionOf(JdbcDataSource database) {
        return new JdbcTemplate(database)
                .queryForList("script nodata nosettings", String.class).stream()
                        .filter(line -> !line.contains("flyway_schema_history") && !line.startsWith("CREATE USER"))
                        .map(line -> line.replaceAll("SYSTEM_SEQUENCE_[0-9A-F_]+", "SEQUENCE"))
                        .sorted()
                        .toList();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(dataSource).locations("classpath:db/migration/h2");
    }

    private long rowsOf(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }
}
