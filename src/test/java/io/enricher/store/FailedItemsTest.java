package io.enricher.store;

import static io.enricher.store.Items.answer;
import static io.enricher.store.Items.item;
import static io.enricher.store.Items.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedItemsTest extends StoreTest {

    private Instant now = Items.NOON;
    private FailedItems failedItems;

    @BeforeEach
    void createStore() {
        failedItems = new FailedItems(dataSource, () -> now);
    }

    private static Outcome failed(Item item, FailureReason reason, String message) {
        return new Outcome.Failed(item, reason, message);
    }

    private Map<ItemKey, FailedItems.Failure> since(Instant since) {
        return failedItems.since(since, OTHER_RUN, List.of(key(1), key(2), key(3), key(1)));
    }

    @Test
    void laterRunsKnowWhichItemsFailedWhenAndWhy() {
        failedItems.settle(RUN, List.of(failed(item(1), FailureReason.REFUSED, "no\u0000")));
        now = now.plusSeconds(60);
        failedItems.settle(RUN, List.of(failed(item(2), FailureReason.INVALID_ANSWER, "bad")));

        FailedItems.Failure first = new FailedItems.Failure(FailureReason.REFUSED, "no\uFFFD", Items.NOON);
        FailedItems.Failure second = new FailedItems.Failure(FailureReason.INVALID_ANSWER, "bad", now);
        assertThat(since(Items.NOON)).isEqualTo(Map.of(key(1), first, key(2), second));
        assertThat(since(Items.NOON.plusSeconds(1))).isEqualTo(Map.of(key(2), second));
        assertThat(since(now.plusSeconds(1))).isEmpty();
        assertThat(failedItems.since(Items.NOON, OTHER_RUN, List.of())).isEmpty();
    }

    @Test
    void theSameRunStartedAgainIsNoLaterRun() {
        failedItems.settle(RUN, List.of(failed(item(1), FailureReason.REFUSED, "no")));

        assertThat(failedItems.since(Items.NOON, RUN, List.of(key(1)))).isEmpty();
    }

    @Test
    void anItemThatFailsAgainFailedLastThen() {
        failedItems.settle(RUN, List.of(failed(item(1), FailureReason.REFUSED, "no")));
        now = now.plusSeconds(60);
        failedItems.settle(9, List.of(failed(item(1), FailureReason.MISSING_IN_REPLY, "left out")));

        assertThat(since(Items.NOON))
                .isEqualTo(Map.of(key(1), new FailedItems.Failure(FailureReason.MISSING_IN_REPLY, "left out", now)));
    }

    @Test
    void anAnswerEndsItAndSoDoesAFailureThatIsTheProviders() {
        failedItems.settle(
                RUN,
                List.of(
                        failed(item(1), FailureReason.REFUSED, "no"),
                        failed(item(2), FailureReason.REFUSED, "no"),
                        failed(item(3), FailureReason.PROVIDER_ERROR, "503")));
        failedItems.settle(
                9,
                List.of(
                        new Outcome.Enriched(item(1), answer(key(1))),
                        failed(item(2), FailureReason.PROVIDER_ERROR, "503")));

        assertThat(since(Items.NOON)).isEmpty();
    }

    @Test
    void itemsThatShareASlotAreToldApart() {
        ItemKey one = new ItemKey(1_000, 1, 0, 0);
        ItemKey other = new ItemKey(1_000, 2, 0, 0);
        failedItems.settle(
                RUN,
                List.of(
                        failed(item(1, one), FailureReason.REFUSED, "one"),
                        failed(item(2, other), FailureReason.REFUSED, "other")));

        assertThat(failedItems.since(Items.NOON, OTHER_RUN, List.of(other))).containsOnlyKeys(other);
        assertThat(failedItems.since(Items.NOON, OTHER_RUN, List.of(one, other)))
                .extractingByKey(one)
                .extracting(FailedItems.Failure::message)
                .isEqualTo("one");
    }

    @Test
    void forgetsByRunAndByAge() {
        failedItems.settle(RUN, List.of(failed(item(1), FailureReason.REFUSED, "no")));
        failedItems.settle(9, List.of(failed(item(2), FailureReason.REFUSED, "no")));
        now = now.plusSeconds(60);
        failedItems.settle(9, List.of(failed(item(3), FailureReason.REFUSED, "no")));

        failedItems.forgetThoseOf(RUN);
        assertThat(since(Items.NOON)).containsOnlyKeys(key(2), key(3));

        failedItems.forgetThoseBefore(now);
        assertThat(since(Items.NOON)).containsOnlyKeys(key(3));
    }

    @Test
    void outcomesAreKeptTogetherWithTheirFailures() {
        OutcomeStore outcomes = new OutcomeStore(dataSource, dialect, new AnswerStore(dataSource, dialect, 0));
        List<Outcome> recorded =
                List.of(new Outcome.Enriched(item(1), answer(key(1))), failed(item(2), FailureReason.REFUSED, "no"));

        outcomes.record(RUN, "roadmap", recorded, Optional.empty());
        outcomes.record(RUN, "roadmap", recorded, Optional.empty());

        assertThat(since(Instant.EPOCH)).containsOnlyKeys(key(2));
    }
}
