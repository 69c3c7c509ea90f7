package io.enricher.store;

import static io.enricher.store.Items.item;
import static io.enricher.store.Items.items;
import static io.enricher.store.Items.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.store.WorkItems.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** How items of a run are found by their keys. */
class WorkKeysTest extends StoreTest {

    private static final String ITEM_OF_AN_EARLIER_RELEASE = "insert into work_item"
            + " (run_id, number, file_number, file_row, line, slot, key_hash, group_key, state, note, fields)"
            + " values (?, ?, 1, ?, ?, ?, ?, '', 'PENDING', '', '{\"topic\":\"Topic\"}')";

    @Test
    void itemsOfARunThatAnEarlierReleaseBeganAreFound() {
        try (HikariDataSource earlier = vendor.open(directory.resolve("earlier"), "7")) {
            JdbcTemplate tables = new JdbcTemplate(earlier);
            for (long n = 1; n <= 3; n++) {
                tables.update(ITEM_OF_AN_EARLIER_RELEASE, RUN, n, n, n, key(n).prefix(), key(n).toBytes());
            }

            new Schema(earlier, dialect).bringUpToDate();

            WorkItems workItems = new WorkItems(earlier, dialect);
            assertThat(workItems.states(RUN, List.of(key(2), key(9))))
                    .hasEntrySatisfying(
                            key(2), state -> assertThat(state.status()).isEqualTo(Status.PENDING))
                    .hasSize(1);
            workItems.addPending(RUN, items(1, 5));
            assertThat(workItems.counts(RUN).pending()).isEqualTo(5);
            assertThat(tables.queryForObject("select count(*) from work_key", Long.class))
                    .isEqualTo(5);
        }
    }

    @Test
    void itemsThatAnEarlierReleaseAddsLaterAreMadeKnown() {
        WorkItems workItems = new WorkItems(dataSource, dialect);
        workItems.addPending(RUN, items(1, 2));
        workItems.addPending(OTHER_RUN, items(1, 2));
        for (long n = 3; n <= 5; n++) {
            jdbc.update(ITEM_OF_AN_EARLIER_RELEASE, RUN, n, n, n, key(n).prefix(), key(n).toBytes());
        }

        assertThat(workItems.addMissingKeys(RUN)).isEqualTo(3);

        assertThat(workItems.addMissingKeys(RUN)).isZero();
        assertThat(workItems.addMissingKeys(OTHER_RUN)).isZero();
        assertThat(workItems.states(RUN, items(1, 9).stream().map(Item::key).toList()))
                .hasSize(5);
    }

    /** PostgreSQL once joined all rows of a run with each key, for which it has no statistics until somebody analyses. */
    @Test
    void keysAreLookedUpByIndexInARunThatTheDatabaseKnowsNothingOf() {
        WorkItems workItems = new WorkItems(dataSource, dialect);
        workItems.addPending(OTHER_RUN, items(1, 5_000));
        jdbc.execute("analyze");
        workItems.addPending(RUN, items(1, 5_000));

        String plan = String.join(
                "\n",
                jdbc.queryForList(
                        "explain select w.number" + WorkKeys.JOIN,
                        String.class,
                        WorkKeys.arguments(
                                RUN, items(1, 2_000).stream().map(Item::key).toList())));

        if (vendor == Vendor.H2) {
            assertThat(plan).contains("AND SLOT = K.K", "AND NUMBER = S.NUMBER").doesNotContain("tableScan");
        } else {
            assertThat(plan)
                    .containsPattern("Cond: .*k\\.k = s\\.slot|slot = k\\.k")
                    .containsPattern("Index Cond: .*number = s\\.number");
        }
    }

    @Test
    void anotherKeyInTheSameSlotIsAnotherItem() {
        byte[] hash = key(1).toBytes();
        hash[31]++;
        ItemKey neighbour = ItemKey.of(hash);
        WorkItems workItems = new WorkItems(dataSource, dialect);

        workItems.addPending(RUN, List.of(item(1)));
        workItems.addPending(RUN, List.of(item(2, neighbour), item(3, neighbour), item(4, key(1))));

        assertThat(workItems.states(RUN, List.of(neighbour, key(1))))
                .hasSize(2)
                .hasEntrySatisfying(key(1), state -> assertThat(state.number()).isOne())
                .hasEntrySatisfying(
                        neighbour, state -> assertThat(state.number()).isEqualTo(2));
        assertThat(workItems.counts(RUN).pending()).isEqualTo(2);
    }

    @Test
    void purgeLeavesTheKeysOfOtherRuns() {
        WorkItems workItems = new WorkItems(dataSource, dialect, 100);
        workItems.addPending(RUN, items(1, 250));
        workItems.addPending(OTHER_RUN, items(1, 10));

        workItems.purge(RUN);

        assertThat(jdbc.queryForList("select run_id from work_key", Long.class))
                .hasSize(10)
                .containsOnly(OTHER_RUN);
        workItems.purge(OTHER_RUN);
        assertThat(jdbc.queryForList("select run_id from work_key", Long.class)).isEmpty();
    }
}
