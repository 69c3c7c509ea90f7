package io.enricher.store;

import static io.enricher.store.Items.enriched;
import static io.enricher.store.Items.item;
import static io.enricher.store.Items.items;
import static io.enricher.store.Items.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.store.WorkItems.Counts;
import io.enricher.store.WorkItems.Position;
import io.enricher.store.WorkItems.State;
import io.enricher.store.WorkItems.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WorkItemsTest extends StoreTest {

    private WorkItems workItems;
    private OutcomeStore outcomes;

    @BeforeEach
    void createStores() {
        workItems = new WorkItems(dataSource, dialect, 100);
        outcomes = new OutcomeStore(dataSource, dialect, new AnswerStore(dataSource, dialect, 0));
    }

    private void fail(long runId, Item... items) {
        List<Outcome> failed = Stream.of(items)
                .<Outcome>map(item -> new Outcome.Failed(item, FailureReason.REFUSED, "the model refused"))
                .toList();
        outcomes.record(runId, "roadmap", failed, Optional.empty());
    }

    private List<Item> allPending(long runId, int page) {
        List<Item> all = new ArrayList<>();
        List<Item> items = workItems.pendingAfter(runId, Position.START, page);
        while (!items.isEmpty()) {
            all.addAll(items);
            items = workItems.pendingAfter(runId, Position.after(items.get(items.size() - 1)), page);
        }
        return all;
    }

    @Test
    void itemsComeBackAsTheyWereAdded() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("topic", "\uD83D\uDE80 caf\u00e9, \"quoted\"\nand \\ backslash");
        fields.put("description", "NUL \u0000 and halves \uD83D \uDE80 of a pair");
        fields.put("area", "");
        fields.put("text", "\u00e9x".repeat(600_000));
        Item strange = new Item(1, 4, key(1), fields, Item.TRUNCATED);

        workItems.addPending(RUN, List.of(strange));

        Item stored = workItems.pendingAfter(RUN, Position.START, 10).get(0);
        assertThat(stored).isEqualTo(strange);
        assertThat(stored.fields().keySet()).containsExactly("topic", "description", "area", "text");
    }

    @Test
    void identicalItemsCollapseIntoTheFirst() {
        workItems.addPending(RUN, List.of(item(2, key(1)), item(1, key(1)), item(3)));
        workItems.addPending(RUN, List.of(item(4, key(1)), item(5)));
        workItems.addUnsent(RUN, List.of(unsent(item(6, key(5)))));

        assertThat(workItems.pendingAfter(RUN, Position.START, 10)).containsExactly(item(1, key(1)), item(3), item(5));
    }

    @Test
    void sameItemInAnotherRunIsAnItemOfItsOwn() {
        workItems.addPending(RUN, items(1, 3));
        workItems.addPending(OTHER_RUN, items(1, 2));

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(3, 0, 0, 0));
        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(2, 0, 0, 0));
    }

    @Test
    void addingIsUndoneWithTheTransactionItIsPartOf() {
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(status -> {
            workItems.addPending(RUN, items(1, 3));
            status.setRollbackOnly();
        });

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 0, 0, 0));
    }

    @Test
    void whatWasAskedComesInTheOrderOfTheNumbersWhateverThePage() {
        workItems.addPending(RUN, inGroup("b", items(1, 3)));
        workItems.addPending(RUN, inGroup("a", items(4, 9)));
        workItems.addUnsent(RUN, List.of(unsent(item(10))));
        workItems.addPending(OTHER_RUN, items(1, 3));
        fail(RUN, item(8), item(2));
        outcomes.record(RUN, "roadmap", List.of(enriched(item(5)), enriched(item(1))), Optional.empty());
        fail(OTHER_RUN, item(3));

        for (int page = 1; page <= 5; page++) {
            List<WorkItems.Asked> all = new ArrayList<>(workItems.askedAfter(RUN, 0, page));
            for (List<WorkItems.Asked> next = all; !next.isEmpty(); ) {
                next = workItems.askedAfter(RUN, all.get(all.size() - 1).item().number(), page);
                all.addAll(next);
            }
            assertThat(all)
                    .as("page of %d", page)
                    .extracting(asked -> asked.item().number(), WorkItems.Asked::status, asked -> asked.message())
                    .containsExactly(
                            tuple(1L, Status.DONE, ""),
                            tuple(2L, Status.FAILED, "the model refused"),
                            tuple(5L, Status.DONE, ""),
                            tuple(8L, Status.FAILED, "the model refused"));
        }
    }

    @Test
    void keysThatShareTheirFirstEightBytesAreDifferentItems() {
        Item first = item(1, new ItemKey(5, 1, 0, 0));
        Item second = item(2, new ItemKey(5, 2, 0, 0));
        ItemKey absent = new ItemKey(5, 3, 0, 0);
        workItems.addPending(RUN, List.of(first, second));

        fail(RUN, second);

        assertThat(workItems.states(RUN, List.of(first.key(), second.key(), absent)))
                .isEqualTo(Map.of(
                        first.key(),
                        new State(1, Status.PENDING, Optional.empty(), "", false),
                        second.key(),
                        new State(2, Status.FAILED, Optional.of(FailureReason.REFUSED), "the model refused", false)));
    }

    @Test
    void pendingItemsAreHandedOutByGroupThenNumberWhateverThePage() {
        workItems.addPending(RUN, inGroup("b/Second.java", List.of(item(1), item(4), item(9))));
        workItems.addPending(RUN, inGroup("a/First.java", List.of(item(2), item(5), item(10))));
        workItems.addPending(RUN, inGroup("", List.of(item(7), item(3))));
        workItems.addPending(OTHER_RUN, inGroup("a/First.java", List.of(item(20))));

        for (int page = 1; page <= 9; page++) {
            assertThat(allPending(RUN, page))
                    .as("page of %d", page)
                    .extracting(Item::number)
                    .containsExactly(3L, 7L, 2L, 5L, 10L, 1L, 4L, 9L);
        }
    }

    @Test
    void aPageOfPendingItemsIsReadInItsOrderAndNotSorted() {
        workItems.addPending(RUN, items(1, 5_000));
        outcomes.record(RUN, "roadmap", enriched(items(1, 50)), Optional.empty());
        jdbc.execute("analyze");

        String plan =
                String.join(" ", jdbc.queryForList("explain " + WorkItems.IN_GROUP, String.class, RUN, "", 0L, 1_000));

        assertThat(plan).doesNotContain("Sort  (").doesNotContain("Seq Scan on work_item");
        if (dialect instanceof H2Dialect) {
            assertThat(plan).contains("index sorted");
        }
    }

    @Test
    void whatAGroupSharesComesBackWithEachOfItsItems() {
        ItemGroup book = new ItemGroup("b1", Map.of("document", "a long text"));
        ItemGroup file = new ItemGroup("f1", Map.of());
        workItems.addPending(RUN, List.of(item(1).inGroup(book), item(2).inGroup(file)));
        workItems.addPending(RUN, List.of(item(3).inGroup(book), item(4)));

        assertThat(workItems.pendingAfter(RUN, Position.START, 10))
                .extracting(Item::group)
                .containsExactly(ItemGroup.NONE, book, book, file);
        assertThat(workItems.sample(RUN, 10)).extracting(Item::group).containsExactly(ItemGroup.NONE, book, book, file);
        assertThat(workItems.pendingPrompts(RUN, 20)).isEqualTo(3);
        assertThat(workItems.pendingPrompts(RUN, 1)).isEqualTo(4);
    }

    @Test
    void handingOutGoesOnAfterAnItemThatIsSettledByNow() {
        workItems.addPending(RUN, items(1, 10));
        outcomes.record(RUN, "roadmap", enriched(items(1, 4)), Optional.empty());
        fail(RUN, item(6));

        assertThat(workItems.pendingAfter(RUN, Position.after(item(4)), 3)).containsExactly(item(5), item(7), item(8));
    }

    @Test
    void handingOutFromAnItemThatIsNotThereIsAnError() {
        workItems.addPending(RUN, items(1, 3));

        assertThatIllegalStateException()
                .isThrownBy(() -> workItems.pendingAfter(RUN, Position.after(item(99)), 3))
                .withMessageContaining("99");
    }

    @Test
    void whatAnotherRunAnsweredIsDoneWithoutAsking() {
        workItems.addPending(RUN, items(1, 10));
        workItems.addPending(OTHER_RUN, items(1, 10));
        outcomes.record(OTHER_RUN, "roadmap", enriched(items(4, 8)), Optional.empty());
        fail(RUN, item(4));

        long marked = workItems.markAnswered(RUN);

        assertThat(marked).isEqualTo(4);
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(5, 4, 1, 0));
        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(5, 5, 0, 0));
        assertThat(workItems.markAnswered(RUN)).isZero();
    }

    @Test
    void answersInALaterSlotMarkTheirItemsAndNoOthers() {
        Item first = item(1, new ItemKey(Long.MAX_VALUE, 1, 0, 0));
        Item second = item(2, new ItemKey(Long.MAX_VALUE, 2, 0, 0));
        Item unanswered = item(3, new ItemKey(Long.MAX_VALUE, 3, 0, 0));
        Item inTheWay = item(4, new ItemKey(Long.MIN_VALUE, 4, 0, 0));
        workItems.addPending(RUN, List.of(first, second, unanswered, inTheWay));
        outcomes.record(OTHER_RUN, "roadmap", enriched(List.of(first, second)), Optional.empty());

        assertThat(workItems.markAnswered(RUN)).isEqualTo(2);

        assertThat(workItems.pendingAfter(RUN, Position.START, 10)).containsExactly(unanswered, inTheWay);
    }

    @Test
    void statesTellTheFateOfEachKeyOfTheRun() {
        workItems.addPending(RUN, items(1, 3));
        workItems.addUnsent(RUN, List.of(unsent(item(4))));
        outcomes.record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());
        fail(RUN, item(2));
        workItems.addPending(OTHER_RUN, items(5, 5));

        Map<ItemKey, State> states = workItems.states(RUN, List.of(key(5), key(4), key(3), key(2), key(1), key(1)));

        assertThat(states)
                .isEqualTo(Map.of(
                        key(1), new State(1, Status.DONE, Optional.empty(), "", false),
                        key(2),
                                new State(
                                        2,
                                        Status.FAILED,
                                        Optional.of(FailureReason.REFUSED),
                                        "the model refused",
                                        false),
                        key(3), new State(3, Status.PENDING, Optional.empty(), "", false),
                        key(4),
                                new State(
                                        4,
                                        Status.UNSENT,
                                        Optional.of(FailureReason.MISSING_FIELD),
                                        "topic is empty",
                                        false)));
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(1, 1, 1, 1));
    }

    @Test
    void anAnswerCountsWhateverWasSaidOfItsItemBefore() {
        workItems.addPending(RUN, items(1, 3));
        fail(RUN, item(1), item(2));

        outcomes.record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(1, 1, 1, 0));
        assertThat(workItems.states(RUN, List.of(key(1))).get(key(1)).status()).isEqualTo(Status.DONE);
        assertThat(workItems.askedAfter(RUN, 0, 1))
                .containsExactly(new WorkItems.Asked(item(1), Status.DONE, Optional.empty(), "", false));
        assertThat(workItems.failures(RUN, 10)).hasSize(1);
        assertThat(workItems.failedItems(RUN, 10))
                .extracting(failed -> failed.item().number())
                .containsExactly(2L);
    }

    @Test
    void whatAnEarlierReleaseAnsweredIsDone() {
        workItems.addPending(RUN, items(1, 4));
        jdbc.update("update work_item set state = 'DONE', call_id = 7 where number <= 2");
        jdbc.update("insert into work_done (run_id, number, call_id) values (?, 2, 7)", RUN);

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(2, 2, 0, 0));
        assertThat(allPending(RUN, 10)).isEqualTo(items(3, 4));
        assertThat(workItems.states(RUN, List.of(key(1), key(2))))
                .hasSize(2)
                .allSatisfy((key, state) -> assertThat(state.status()).isEqualTo(Status.DONE))
                .allSatisfy((key, state) -> assertThat(state.askedHere()).isTrue());
        assertThat(workItems.askedAfter(RUN, 0, 10))
                .extracting(asked -> asked.item().number(), WorkItems.Asked::status)
                .containsExactly(tuple(1L, Status.DONE), tuple(2L, Status.DONE));
        fail(RUN, item(1), item(2));
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(2, 2, 0, 0));
    }

    @Test
    void retryingSetsWhatFailedToPendingAndNothingElse() {
        workItems.addPending(RUN, items(1, 4));
        workItems.addPending(OTHER_RUN, items(1, 4));
        workItems.addUnsent(RUN, List.of(unsent(item(5))));
        outcomes.record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());
        fail(RUN, item(2), item(3));
        fail(OTHER_RUN, item(2));

        assertThat(workItems.retryFailed(RUN)).isEqualTo(2);

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(3, 1, 0, 1));
        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(3, 0, 1, 0));
        assertThat(workItems.states(RUN, List.of(key(2))).get(key(2)))
                .isEqualTo(new State(2, Status.PENDING, Optional.empty(), "", false));
    }

    @Test
    void keysFoundWithoutTheirAnswerAreSetToPending() {
        workItems.addPending(RUN, items(1, 4));
        workItems.addPending(OTHER_RUN, items(1, 4));
        outcomes.record(RUN, "roadmap", enriched(items(1, 4)), Optional.empty());
        outcomes.record(OTHER_RUN, "roadmap", enriched(items(1, 4)), Optional.empty());

        workItems.setPending(RUN, List.of(key(2), key(4), key(99)));

        assertThat(allPending(RUN, 10)).containsExactly(item(2), item(4));
        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(0, 4, 0, 0));
    }

    @Test
    void anAnswerAfterAFailureIsNotRetriedAndIsPendingOnlyIfItIsLost() {
        workItems.addPending(RUN, items(1, 3));
        fail(RUN, item(1), item(2));
        outcomes.record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());

        assertThat(workItems.retryFailed(RUN)).isEqualTo(1);

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(2, 1, 0, 0));
        assertThat(allPending(RUN, 10)).isEqualTo(items(2, 3));
        workItems.setPending(RUN, List.of(key(1)));
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(3, 0, 0, 0));
        assertThat(workItems.states(RUN, List.of(key(1))).get(key(1)))
                .isEqualTo(new State(1, Status.PENDING, Optional.empty(), "", false));
    }

    @Test
    void purgeThatWasKilledHalfWayIsFinishedByTheNext() {
        workItems.addPending(RUN, items(1, 250));
        workItems.addPending(OTHER_RUN, items(1, 10));
        outcomes.record(RUN, "roadmap", enriched(items(1, 250)), Optional.empty());
        jdbc.update("delete from work_key where run_id = ?", RUN);
        jdbc.update("delete from work_done where run_id = ? and number <= 200", RUN);
        jdbc.update("delete from work_item where run_id = ? and number <= 100", RUN);

        assertThat(workItems.purge(RUN)).isEqualTo(150);

        for (String table : List.of("work_item", "work_done", "work_key")) {
            assertThat(jdbc.queryForObject("select count(*) from " + table + " where run_id = ?", Long.class, RUN))
                    .as(table)
                    .isZero();
        }
        assertThat(allPending(OTHER_RUN, 100)).isEqualTo(items(1, 10));
    }

    @Test
    void purgeDeletesTheItemsOfItsOwnRunOnly() {
        workItems.addPending(RUN, items(1, 250));
        workItems.addPending(OTHER_RUN, items(1, 10));

        assertThat(workItems.purge(RUN)).isEqualTo(250);

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 0, 0, 0));
        assertThat(allPending(OTHER_RUN, 100)).isEqualTo(items(1, 10));
        assertThat(workItems.purge(RUN)).isZero();
        assertThat(workItems.purge(OTHER_RUN)).isEqualTo(10);
        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(0, 0, 0, 0));
    }

    @Test
    void sampleComesFromAllOverWhatIsPending() {
        workItems.addPending(RUN, items(1, 5_000));
        workItems.addPending(OTHER_RUN, items(1, 5_000));
        outcomes.record(RUN, "roadmap", enriched(items(1, 1_000)), Optional.empty());

        List<Item> sample = workItems.sample(RUN, 200);

        assertThat(sample).hasSize(200).isSubsetOf(items(1_001, 5_000));
        List<Long> numbers = sample.stream().map(Item::number).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        for (long from = 1_001; from <= 5_000; from += 1_000) {
            long first = from;
            assertThat(numbers)
                    .filteredOn(number -> number >= first && number < first + 1_000)
                    .hasSizeGreaterThan(25);
        }
        assertThat(workItems.sample(99, 10)).isEmpty();
    }

    @Test
    void sampleOfFewPendingItemsIsEvenlySpread() {
        workItems.addPending(RUN, items(1, 100));
        outcomes.record(RUN, "roadmap", enriched(items(1, 60)), Optional.empty());

        assertThat(workItems.sample(RUN, 5)).containsExactly(item(61), item(69), item(77), item(85), item(93));
        assertThat(workItems.sample(RUN, 200)).isEqualTo(items(61, 100));
    }

    @Test
    void itemsOfALongRunAreMarkedInEverySlice() {
        workItems.addPending(RUN, items(1, 250));
        List<Item> answered =
                Stream.of(1L, 100L, 101L, 200L, 250L).map(Items::item).toList();
        outcomes.record(OTHER_RUN, "roadmap", enriched(answered), Optional.empty());

        assertThat(workItems.markAnswered(RUN)).isEqualTo(5);

        assertThat(workItems
                        .states(RUN, answered.stream().map(Item::key).toList())
                        .values())
                .hasSize(5)
                .allSatisfy(state -> assertThat(state.status()).isEqualTo(Status.DONE));
    }

    private static List<Item> inGroup(String group, List<Item> items) {
        return items.stream()
                .map(item -> item.inGroup(new ItemGroup(group, Map.of())))
                .toList();
    }

    private static Outcome.Failed unsent(Item item) {
        return new Outcome.Failed(item, FailureReason.MISSING_FIELD, "topic is empty");
    }
}
