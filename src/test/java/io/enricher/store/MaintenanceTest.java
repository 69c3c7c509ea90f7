package io.enricher.store;

import static io.enricher.store.Items.enriched;
import static io.enricher.store.Items.items;
import static io.enricher.store.Items.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class MaintenanceTest {

    @TempDir
    Path directory;

    @Test
    void fileShrinksAfterALargePurgeAndTheAnswersAreStillThere() throws IOException {
        HikariDataSource pool = Vendor.H2.open(directory);
        SqlDialect dialect = SqlDialect.of(pool);
        WorkItems workItems = new WorkItems(pool, dialect);
        for (int from = 1; from < 40_000; from += 2_000) {
            workItems.addPending(1, items(from, from + 1_999));
        }
        new OutcomeStore(pool, dialect, new AnswerStore(pool, dialect, 0))
                .record(1, "roadmap", enriched(items(1, 100)), Optional.empty());
        long before = Files.size(directory.resolve("enricher.mv.db"));

        new Maintenance(pool, dialect).compactOnClose(workItems.purge(1));
        pool.close();

        assertThat(Files.size(directory.resolve("enricher.mv.db"))).isLessThan(before / 10);
        try (HikariDataSource reopened = Vendor.H2.open(directory)) {
            AnswerStore answers = new AnswerStore(reopened, SqlDialect.of(reopened), 0);
            assertThat(answers.find(keys(items(1, 200)))).hasSize(100);
        }
    }

    @Test
    void reclaimedSpaceIsUsedAgainByTheNextCommits() throws Exception {
        long grown = bytesAfterManyCommits("grown", SpaceUse.ONCE);
        long reused = bytesAfterManyCommits("reused", SpaceUse.AGAIN);

        assertThat(reused).isLessThan(grown / 2);
    }

    private enum SpaceUse {
        ONCE,
        AGAIN
    }

    /** Commits answers in small parts, as a run does; H2 may overwrite old parts at once instead of after 45 s. */
    private long bytesAfterManyCommits(String name, SpaceUse use) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        try (HikariDataSource pool = Vendor.H2.open(folder)) {
            new JdbcTemplate(pool).execute("set retention_time 0");
            SqlDialect dialect = SqlDialect.of(pool);
            AnswerStore answers = new AnswerStore(pool, dialect, 0);
            OutcomeStore outcomes = new OutcomeStore(pool, dialect, answers);
            for (int from = 1; from < 20_000; from += 20) {
                outcomes.record(1, "roadmap", enriched(items(from, from + 19)), Optional.empty());
                if (use == SpaceUse.AGAIN && from % 400 == 1) {
                    dialect.reclaimSpace(pool);
                }
            }
            assertThat(answers.find(keys(items(1, 20_000)))).hasSize(20_000);
            return Files.size(folder.resolve("enricher.mv.db"));
        }
    }

    @Test
    void reclaimingEndsWhenItIsClosed() throws Exception {
        CountDownLatch called = new CountDownLatch(2);
        SpaceReclaimer reclaimer = SpaceReclaimer.start(called::countDown);
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();

        reclaimer.close();

        assertThat(reclaimer.isRunning()).isFalse();
    }

    @Test
    void closesQuietlyWhenThereIsLittleToCompact() {
        HikariDataSource pool = Vendor.H2.open(directory);
        SqlDialect dialect = SqlDialect.of(pool);

        new Maintenance(pool, dialect).compactOnClose(0);
        pool.close();

        try (HikariDataSource reopened = Vendor.H2.open(directory)) {
            assertThat(SqlDialect.of(reopened)).isInstanceOf(H2Dialect.class);
        }
    }

    @Test
    void postgreSqlGoesOnRunning() {
        try (HikariDataSource pool = Vendor.POSTGRESQL.open(directory)) {
            SqlDialect dialect = SqlDialect.of(pool);

            new Maintenance(pool, dialect).compactOnClose(1_000_000);

            assertThat(new AnswerStore(pool, dialect, 0).statistics().entries()).isZero();
        }
    }
}
