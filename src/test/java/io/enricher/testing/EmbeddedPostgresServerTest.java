package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresServerTest {

    @Test
    void eachFreshDatabaseIsEmptyAndItsOwn() throws SQLException {
        String first = EmbeddedPostgresServer.freshDatabase();
        String second = EmbeddedPostgresServer.freshDatabase();

        try (Connection connection = DriverManager.getConnection(first);
                Statement statement = connection.createStatement()) {
            statement.execute("create table only_here (id int)");
        }

        assertThat(query(first, "select count(*) from pg_tables where tablename = 'only_here'"))
                .isEqualTo("1");
        assertThat(query(second, "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void commitsSynchronouslyOnLoopback() throws SQLException {
        String url = EmbeddedPostgresServer.freshDatabase();

        assertThat(query(url, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(url, "show max_connections")).isEqualTo("200");
        assertThat(query(url, "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
