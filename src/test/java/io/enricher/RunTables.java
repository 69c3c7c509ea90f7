package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is in the database when no process is at work. */
public final class RunTables {

    private static final String AT_WORK = "('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

    private final String url;

    private RunTables(String url) {
        this.url = url;
    }

    public static RunTables of(String jdbcUrl) {
        return new RunTables(jdbcUrl);
    }

    /** Of the state directory's own database. */
    public static RunTables in(Path directory) {
        return new RunTables("jdbc:h2:file:"
                + directory.resolve(".enricher").resolve("enricher").toAbsolutePath());
    }

    public void assertFinished(int runs) {
        assertNothingIsLeftBehind();
        assertThat(strings("select status from run order by run_id"))
                .hasSize(runs)
                .containsOnly("COMPLETED");
        assertThat(count("select count(*) from batch_job_instance")).isEqualTo(runs);
        assertThat(strings("select status from batch_job_execution order by job_execution_id desc"))
                .first()
                .isEqualTo("COMPLETED");
    }

    public void assertNothingIsLeftBehind() {
        assertThat(count("select count(*) from work_item")).as("work rows").isZero();
        assertThat(count("select count(*) from work_key")).as("their keys").isZero();
        assertThat(count("select count(*) from work_done"))
                .as("what says that they are done")
                .isZero();
        assertThat(count("select count(*) from batch_job_execution where status in " + AT_WORK))
                .as("executions that look as if they ran")
                .isZero();
        assertThat(count("select count(*) from batch_step_execution where status in " + AT_WORK))
                .as("steps that look as if they ran")
                .isZero();
    }

    public long count(String sql) {
        return Long.parseLong(strings(sql).get(0));
    }

    public List<String> strings(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (result.next()) {
                strings.add(result.getString(1));
            }
            return strings;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask " + sql, e);
        }
    }
}
