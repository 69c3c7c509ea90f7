package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.store.AnswerStore;
import io.enricher.store.FailedItems;
import io.enricher.store.OutcomeStore;
import io.enricher.store.Schema;
import io.enricher.store.SqlDialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CooldownTest {

    private static final ItemKey FAILED = new ItemKey(1, 0, 0, 0);
    private static final ItemKey OTHER = new ItemKey(2, 0, 0, 0);

    @TempDir
    Path folder;

    private JdbcConnectionPool database;
    private FailedItems failedItems;
    private Instant failedAt;

    @BeforeEach
    void failOneItem() {
        database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("state"), "sa", "");
        SqlDialect dialect = SqlDialect.of(database);
        new Schema(database, dialect).bringUpToDate();
        Item item = new Item(1, 2, FAILED, Map.of("topic", "x"), "");
        new OutcomeStore(database, dialect, new AnswerStore(database, dialect, 0))
                .record(
                        7,
                        "roadmap",
                        List.of(new Outcome.Failed(item, FailureReason.CONTENT_FILTER, "blocked")),
                        Optional.empty());
        failedItems = new FailedItems(database);
        failedAt =
                failedItems.since(Instant.EPOCH, 8, List.of(FAILED)).get(FAILED).failedAt();
    }

    @AfterEach
    void closeDatabase() {
        database.dispose();
    }

    private Cooldown cooldown(Duration length, Duration later) {
        Instant now = failedAt.plus(later);
        Cooldown cooldown = new Cooldown(failedItems, 8, length, () -> now);
        cooldown.look(List.of(FAILED, OTHER));
        return cooldown;
    }

    @Test
    void withinTheCooldownTheItemIsHeldBackAndItIsSaidWhyAndUntilWhen() {
        Cooldown cooldown = cooldown(Duration.ofDays(7), Duration.ofDays(7));

        String at = failedAt.toString().substring(0, 19);
        String until = failedAt.plus(Duration.ofDays(7)).toString().substring(0, 19);
        assertThat(cooldown.messageFor(FAILED))
                .contains("not asked again before " + until + "Z (enricher.failed-cooldown); failed at " + at
                        + "Z with content_filter: blocked");
        assertThat(cooldown.messageFor(OTHER)).isEmpty();
    }

    @Test
    void afterItTheItemIsAsked() {
        assertThat(cooldown(Duration.ofDays(7), Duration.ofDays(7).plusMillis(1))
                        .messageFor(FAILED))
                .isEmpty();
    }

    @Test
    void withoutACooldownNothingIsHeldBack() {
        assertThat(cooldown(Duration.ZERO, Duration.ZERO).messageFor(FAILED)).isEmpty();
    }

    @Test
    void whatWasLookedUpBeforeIsForgotten() {
        Cooldown cooldown = cooldown(Duration.ofDays(7), Duration.ofDays(1));

        cooldown.look(List.of(OTHER));

        assertThat(cooldown.messageFor(FAILED)).isEmpty();
    }
}
