package io.enricher.store;

import static io.enricher.store.Items.answer;
import static io.enricher.store.Items.enriched;
import static io.enricher.store.Items.item;
import static io.enricher.store.Items.items;
import static io.enricher.store.Items.key;
import static io.enricher.store.Items.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Answer;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerStoreTest extends StoreTest {

    private AnswerStore answers;
    private OutcomeStore outcomes;

    @BeforeEach
    void createStores() {
        answers = new AnswerStore(dataSource, dialect, 1_000);
        outcomes = new OutcomeStore(dataSource, dialect, answers);
    }

    private void record(List<Outcome> recorded) {
        outcomes.record(RUN, "roadmap", recorded, Optional.empty());
    }

    @Test
    void findsWhatWasRecordedAndNothingElse() {
        record(enriched(items(1, 50)));

        Map<ItemKey, Answer> found = answers.find(keys(items(31, 70)));

        Map<ItemKey, Answer> expected = new HashMap<>();
        items(31, 50).forEach(item -> expected.put(item.key(), answer(item.key())));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void takesTheSameKeySeveralTimesAndNoKeyAtAll() {
        record(enriched(items(1, 2)));

        assertThat(answers.find(List.of(key(1), key(2), key(1)))).containsOnlyKeys(key(1), key(2));
        assertThat(answers.find(List.of())).isEmpty();
    }

    @Test
    void keysThatShareTheirFirstEightBytesKeepTheirOwnAnswers() {
        List<Item> clashing = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            clashing.add(item(n, new ItemKey(1_000, n, 0, 0)));
        }
        Item neighbour = item(6, new ItemKey(1_002, 0, 0, 0));
        ItemKey absent = new ItemKey(1_000, 99, 0, 0);

        record(enriched(List.of(neighbour)));
        record(enriched(clashing.subList(0, 2)));
        record(enriched(clashing.subList(2, 5)));

        List<ItemKey> asked = new ArrayList<>(keys(clashing));
        asked.add(neighbour.key());
        asked.add(absent);
        Map<ItemKey, Answer> expected = new HashMap<>();
        asked.subList(0, 6).forEach(key -> expected.put(key, answer(key)));
        assertThat(answers.find(asked)).isEqualTo(expected);
        for (ItemKey key : asked.subList(0, 6)) {
            assertThat(answers.find(List.of(key))).containsExactly(Map.entry(key, answer(key)));
        }
    }

    @Test
    void slotAfterTheHighestIsTheLowest() {
        Item first = item(1, new ItemKey(Long.MAX_VALUE, 1, 0, 0));
        Item second = item(2, new ItemKey(Long.MAX_VALUE, 2, 0, 0));
        Item lowest = item(3, new ItemKey(Long.MIN_VALUE, 3, 0, 0));

        record(enriched(List.of(first, second, lowest)));

        assertThat(answers.find(keys(List.of(second, first, lowest))))
                .containsOnlyKeys(first.key(), second.key(), lowest.key())
                .allSatisfy((key, answer) -> assertThat(answer).isEqualTo(answer(key)));
        assertThat(jdbc.queryForList("select id from answer order by id", Long.class))
                .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE);
    }

    @Test
    void textsThatDatabasesDislikeComeBackWithTheSameMeaning() {
        String megabyte = "\uD83D\uDE80x".repeat(400_000);
        Answer emoji = new Answer("{\"tldr\":\"\uD83D\uDE80 caf\u00e9 \\u0000\"}", "model-a", "truncated");
        Answer raw = new Answer("{\"tldr\":\"a\u0000b\uD83Dc\"}", "model\u0000a", "no\uDE80te");
        Answer large = new Answer("{\"tldr\":\"" + megabyte + "\"}", "model-a", "");

        record(List.of(
                new Outcome.Enriched(item(1), emoji),
                new Outcome.Enriched(item(2), raw),
                new Outcome.Enriched(item(3), large)));

        Map<ItemKey, Answer> found = answers.find(keys(items(1, 3)));
        assertThat(found.get(key(1))).isEqualTo(emoji);
        assertThat(found.get(key(2)))
                .isEqualTo(new Answer("{\"tldr\":\"a\\u0000b\\ud83dc\"}", "model\uFFFDa", "no\uFFFDte"));
        assertThat(found.get(key(3)).json()).isEqualTo(large.json());
    }

    @Test
    void heapTierAnswersWhatTheTableLostButNothingThatWasNotCommitted() {
        answers.enableHeapTier();
        answers.enableHeapTier();
        record(enriched(items(1, 5)));
        jdbc.update("delete from answer");

        assertThat(answers.find(keys(items(1, 6)))).containsOnlyKeys(keys(items(1, 5)));
    }

    @Test
    void heapTierIsFilledByFinding() {
        record(enriched(items(1, 5)));
        answers.enableHeapTier();
        answers.find(keys(items(1, 3)));
        jdbc.update("delete from answer");

        assertThat(answers.find(keys(items(1, 5)))).containsOnlyKeys(keys(items(1, 3)));
    }

    @Test
    void heapTierShowsTheAnswerThatWonNotTheOneThatCameLate() {
        answers.enableHeapTier();
        AnswerStore another = new AnswerStore(dataSource, dialect, 0);
        new OutcomeStore(dataSource, dialect, another).record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());
        Answer late = new Answer("{\"tldr\":\"late\"}", "model-b", "");

        record(List.of(new Outcome.Enriched(item(1), late)));

        assertThat(answers.find(List.of(key(1)))).containsEntry(key(1), answer(key(1)));
    }

    @Test
    void heapTierHoldsNoMoreThanItsEntries() {
        AnswerStore small = new AnswerStore(dataSource, dialect, 10);
        small.enableHeapTier();
        record(enriched(items(1, 200)));
        small.find(keys(items(1, 200)));
        jdbc.update("delete from answer");

        assertThat(small.find(keys(items(1, 200)))).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void knowsWhetherAModelEverAnsweredTheRecipe() {
        Answer offline = new Answer("{}", "offline-extractive", "");
        record(List.of(new Outcome.Enriched(item(1), offline)));
        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isFalse();

        record(enriched(items(2, 2)));

        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isTrue();
        assertThat(answers.holdsModelAnswers("another", "offline-extractive")).isFalse();
    }

    @Test
    void statisticsCountTheEntriesAndNameTheLatest() {
        assertThat(answers.statistics().entries()).isZero();
        assertThat(answers.statistics().latest()).isEmpty();

        record(enriched(items(1, 3)));

        AnswerStore.Statistics statistics = answers.statistics();
        assertThat(statistics.entries()).isEqualTo(3);
        assertThat(statistics.latest().orElseThrow())
                .isBetween(
                        Instant.now().minus(5, ChronoUnit.MINUTES),
                        Instant.now().plus(5, ChronoUnit.MINUTES));
        assertThat(statistics.bytes()).isPositive();
    }

    @Test
    void clearDeletesEverythingInTheTableAndInMemory() {
        answers.enableHeapTier();
        record(enriched(items(1, 30)));

        long cleared = answers.clear();

        assertThat(cleared).isEqualTo(30);
        assertThat(answers.find(keys(items(1, 30)))).isEmpty();
        assertThat(answers.statistics().entries()).isZero();
        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isFalse();
    }
}
