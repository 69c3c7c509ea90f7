package io.enricher.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every store class has to hold on both databases: its tests run once on each, on an empty database. */
@ParameterizedClass
@EnumSource
abstract class StoreTest {

    static final long RUN = 7;
    static final long OTHER_RUN = 8;

    @Parameter
    Vendor vendor;

    @TempDir
    Path directory;

    HikariDataSource dataSource;
    SqlDialect dialect;
    JdbcTemplate jdbc;

    @BeforeEach
    void openDatabase() {
        dataSource = vendor.open(directory);
        dialect = SqlDialect.of(dataSource);
        jdbc = new JdbcTemplate(dataSource);
    }

    @AfterEach
    void closeDatabase() {
        dataSource.close();
    }
}
