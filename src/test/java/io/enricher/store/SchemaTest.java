package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(dataSource).locations("classpath:db/migration/h2");
    }

    private long rowsOf(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }
}
