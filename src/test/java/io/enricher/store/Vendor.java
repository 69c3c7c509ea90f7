package io.enricher.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enricher.testing.EmbeddedPostgresServer;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** The databases that the store must behave the same on. */
enum Vendor {
    H2 {
        @Override
        HikariDataSource open(Path directory, String version) {
            String file = "jdbc:h2:file:" + directory.resolve("enricher");
            HikariDataSource pool = pool(file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa");
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration/h2")
                    .target(version)
                    .load()
                    .migrate();
            return pool;
        }
    },
    POSTGRESQL {
        @Override
        HikariDataSource open(Path directory, String version) {
            HikariDataSource pool = pool(EmbeddedPostgresServer.freshDatabase(), "postgres");
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration/postgresql")
                    .target(version)
                    .load()
                    .migrate();
            return pool;
        }
    };

    /** A pool on an empty, migrated database. */
    HikariDataSource open(Path directory) {
        return open(directory, "latest");
    }

    /** A pool on an empty database as an earlier version left it. */
    abstract HikariDataSource open(Path directory, String version);

    private static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
