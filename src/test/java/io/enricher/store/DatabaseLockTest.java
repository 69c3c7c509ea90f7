package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.enricher.domain.InvalidConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class DatabaseLockTest extends StoreTest {

    @Test
    void lockIsHeldUntilItIsClosed() {
        DatabaseLock lock = lock("/out/a.csv").orElseThrow();

        assertThat(lock.isHeld()).isTrue();
        lock.close();
        lock.close();
        assertThat(lock.isHeld()).isFalse();
        lock("/out/a.csv").orElseThrow().close();
    }

    @Test
    void onlyOneHasTheLockOfAName() {
        assumeTrue(vendor == Vendor.POSTGRESQL, "on H2 the file is the lock");
        try (DatabaseLock first = lock("/out/a.csv").orElseThrow();
                DatabaseLock other = lock("/out/b.csv").orElseThrow()) {
            assertThat(lock("/out/a.csv")).isEmpty();
            assertThat(first.isHeld()).isTrue();
            assertThat(other.isHeld()).isTrue();
        }
        lock("/out/a.csv").orElseThrow().close();
    }

    @Test
    void ofSeveralNamesAllAreTakenOrNone() {
        assumeTrue(vendor == Vendor.POSTGRESQL, "on H2 the file is the lock");
        try (DatabaseLock several = lock("/out/a.csv", "/out/b.csv").orElseThrow()) {
            assertThat(lock("/out/b.csv")).isEmpty();
            assertThat(lock("/out/c.csv", "/out/b.csv")).isEmpty();
            lock("/out/c.csv").orElseThrow().close();
            assertThat(several.isHeld()).isTrue();
        }
        lock("/out/b.csv", "/out/a.csv").orElseThrow().close();
    }

    @Test
    void lockIsLostWithItsConnection() {
        assumeTrue(vendor == Vendor.POSTGRESQL, "on H2 the file is the lock");
        DatabaseLock lock = lock("/out/a.csv").orElseThrow();

        jdbc.queryForList("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                + " and database = (select oid from pg_database where datname = current_database())");

        assertThat(lock.isHeld()).isFalse();
        lock.close();
        lock("/out/a.csv").orElseThrow().close();
    }

    @Test
    void connectionsRefusedForTheLockGoBackToThePool() {
        assumeTrue(vendor == Vendor.POSTGRESQL, "on H2 the file is the lock");
        try (DatabaseLock lock = lock("/out/a.csv").orElseThrow()) {
            for (int i = 0; i < 2 * dataSource.getMaximumPoolSize(); i++) {
                assertThat(lock("/out/a.csv")).isEmpty();
            }
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void databaseThatCannotBeReachedIsAConfigurationError() {
        SimpleDriverDataSource unreachable =
                new SimpleDriverDataSource(new org.postgresql.Driver(), "jdbc:postgresql://127.0.0.1:1/none");

        assertThatThrownBy(() -> SqlDialect.of(unreachable))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("spring.datasource.url");
    }

    private Optional<DatabaseLock> lock(String... names) {
        return DatabaseLock.tryAcquire(dataSource, dialect, List.of(names));
    }
}
