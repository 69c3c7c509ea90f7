package io.enricher.store;

import static io.enricher.store.Items.answer;
import static io.enricher.store.Items.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerArchiveTest extends StoreTest {

    private static final Instant NOON = Items.NOON;
    private static final AnswerArchive.Selection ALL = new AnswerArchive.Selection(Optional.empty(), Optional.empty());

    private AnswerArchive archive;
    private AnswerStore answers;

    @BeforeEach
    void createStores() {
        // So small a page that every test crosses many borders.
        archive = new AnswerArchive(dataSource, dialect, 3);
        answers = new AnswerStore(dataSource, dialect, 0);
    }

    private static CachedAnswer cached(ItemKey key, String recipe, Instant createdAt) {
        return new CachedAnswer(key, recipe, answer(key), createdAt);
    }

    private static List<CachedAnswer> cached(long from, long to, String recipe) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> cached(key(n), recipe, NOON))
                .toList();
    }

    private static AnswerArchive.Selection recipe(String name) {
        return new AnswerArchive.Selection(Optional.of(name), Optional.empty());
    }

    private static AnswerArchive.Selection before(Instant instant) {
        return new AnswerArchive.Selection(Optional.empty(), Optional.of(instant));
    }

    private List<CachedAnswer> all(Optional<String> recipe) {
        List<CachedAnswer> all = new ArrayList<>();
        archive.forEach(recipe, all::add);
        return all;
    }

    @Test
    void handsOutWhatWasAddedWhole() {
        List<CachedAnswer> added = new ArrayList<>(cached(1, 10, "roadmap"));
        added.add(new CachedAnswer(key(11), "classify", new Answer("{\"label\":\"x\"}", "model-b", "truncated"), NOON));

        int isNew = archive.add(added);

        assertThat(isNew).isEqualTo(11);
        assertThat(all(Optional.empty())).containsExactlyInAnyOrderElementsOf(added);
        assertThat(all(Optional.of("classify"))).containsExactly(added.get(10));
        assertThat(all(Optional.of("unheard-of"))).isEmpty();
        assertThat(answers.find(List.of(key(11))))
                .containsEntry(key(11), added.get(10).answer());
    }

    @Test
    void answerThatIsThereStays() {
        archive.add(cached(1, 5, "roadmap"));
        Answer other = new Answer("{\"tldr\":\"other\"}", "model-b", "");

        int isNew = archive.add(List.of(
                new CachedAnswer(key(5), "roadmap", other, NOON),
                new CachedAnswer(key(6), "roadmap", other, NOON),
                new CachedAnswer(key(6), "roadmap", answer(key(6)), NOON)));

        assertThat(isNew).isEqualTo(1);
        assertThat(answers.find(List.of(key(5), key(6))))
                .containsEntry(key(5), answer(key(5)))
                .containsEntry(key(6), other);
    }

    @Test
    void importedAnswersAreModelAnswersOfTheirRecipeUnlessTheyWereMadeOffline() {
        archive.add(List.of(new CachedAnswer(key(1), "roadmap", new Answer("{}", "offline-extractive", ""), NOON)));
        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isFalse();

        archive.add(cached(2, 2, "roadmap"));

        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isTrue();
    }

    @Test
    void textsThatDatabasesDislikeAreTakenIn() {
        archive.add(List.of(
                new CachedAnswer(key(1), "ro\u0000ad", new Answer("{\"a\":\"\uD83D\"}", "m\uDE00", "n\u0000"), NOON)));

        assertThat(all(Optional.of("ro\u0000ad")))
                .containsExactly(new CachedAnswer(
                        key(1), "ro\uFFFDad", new Answer("{\"a\":\"\\ud83d\"}", "m\uFFFD", "n\uFFFD"), NOON));
        assertThat(archive.delete(recipe("ro\u0000ad"))).isEqualTo(1);
    }

    @Test
    void groupsTellOfEachRecipeAndModel() {
        archive.add(List.of(
                cached(key(1), "roadmap", NOON.plusSeconds(5)),
                cached(key(2), "roadmap", NOON),
                new CachedAnswer(key(3), "roadmap", new Answer("{\"a\":1}", "model-b", ""), NOON),
                cached(key(4), "classify", NOON)));
        long length = answer(key(1)).json().length();

        assertThat(archive.groups())
                .containsExactly(
                        new AnswerArchive.Group("classify", "model-a", 1, length, NOON, NOON),
                        new AnswerArchive.Group("roadmap", "model-a", 2, 2 * length, NOON, NOON.plusSeconds(5)),
                        new AnswerArchive.Group("roadmap", "model-b", 1, 7, NOON, NOON));
    }

    @Test
    void deletesByRecipeAndAge() {
        archive.add(cached(1, 10, "roadmap"));
        archive.add(cached(11, 20, "classify"));
        archive.add(List.of(cached(key(21), "roadmap", NOON.plusSeconds(1))));

        assertThat(archive.delete(new AnswerArchive.Selection(Optional.of("roadmap"), Optional.of(NOON.plusMillis(1)))))
                .isEqualTo(10);
        assertThat(all(Optional.empty())).hasSize(11);
        assertThat(archive.delete(before(NOON.plusMillis(1)))).isEqualTo(10);
        assertThat(all(Optional.empty())).extracting(CachedAnswer::key).containsExactly(key(21));
    }

    @Test
    void recipeWithoutAnswersHasNoModelAnswersAnyMoreButIsKnownByItsRuns() {
        archive.add(cached(1, 5, "roadmap"));
        archive.add(cached(6, 9, "classify"));
        new RunHistory(dataSource, dialect)
                .create(new NewRun("enrich", "o", "i", Map.of(), "in", "roadmap", "p", "m", NOON));

        archive.delete(recipe("roadmap"));
        archive.delete(recipe("classify"));

        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isFalse();
        assertThat(archive.recipes()).containsExactly("roadmap");
    }

    @Test
    void answerBehindADeletedOneOfItsChainMovesUp() {
        ItemKey first = new ItemKey(1_000, 1, 0, 0);
        ItemKey second = new ItemKey(1_000, 2, 0, 0);
        ItemKey third = new ItemKey(1_000, 3, 0, 0);
        ItemKey neighbour = new ItemKey(1_003, 0, 0, 0);
        ItemKey pushedByThem = new ItemKey(1_002, 9, 0, 0);
        archive.add(List.of(cached(first, "old", NOON)));
        archive.add(List.of(cached(second, "new", NOON)));
        archive.add(List.of(cached(third, "new", NOON)));
        archive.add(List.of(cached(neighbour, "new", NOON)));
        archive.add(List.of(cached(pushedByThem, "new", NOON)));
        assertThat(jdbc.queryForList("select id from answer order by id", Long.class))
                .containsExactly(1_000L, 1_001L, 1_002L, 1_003L, 1_004L);

        assertThat(archive.delete(recipe("old"))).isEqualTo(1);

        List<ItemKey> kept = List.of(second, third, neighbour, pushedByThem);
        assertThat(answers.find(kept)).containsOnlyKeys(kept);
        kept.forEach(key -> assertThat(answers.find(List.of(key))).containsEntry(key, answer(key)));
        assertThat(jdbc.queryForList("select id from answer order by id", Long.class))
                .containsExactly(1_000L, 1_001L, 1_002L, 1_003L);
    }

    @Test
    void chainAcrossTheEndOfTheSlotsStaysFindable() {
        ItemKey first = new ItemKey(Long.MAX_VALUE, 1, 0, 0);
        ItemKey second = new ItemKey(Long.MAX_VALUE, 2, 0, 0);
        ItemKey third = new ItemKey(Long.MIN_VALUE, 3, 0, 0);
        // At different times: H2 2.4.240 locks itself out of rows that share an index entry with the lowest row number.
        archive.add(List.of(cached(first, "old", NOON)));
        archive.add(List.of(cached(second, "new", NOON.plusSeconds(1))));
        archive.add(List.of(cached(third, "new", NOON.plusSeconds(2))));

        archive.delete(recipe("old"));

        assertThat(answers.find(List.of(second, third))).containsOnlyKeys(second, third);
        assertThat(jdbc.queryForList("select id from answer order by id", Long.class))
                .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Keys so close together that almost all of them clash, in every order in which they can come and go. */
    @Test
    void whateverIsDeletedFromClashingAnswersTheOthersAreFoundAndItIsGone() {
        for (int seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            List<CachedAnswer> added = new ArrayList<>();
            for (int n = 0; n < 24; n++) {
                ItemKey key = new ItemKey(Long.MAX_VALUE - 5 + random.nextInt(12), random.nextLong(), 0, n);
                // No two at the same time; see above.
                Instant createdAt = NOON.plusSeconds(random.nextInt(3)).plusMillis(n);
                added.add(cached(key, random.nextBoolean() ? "a" : "b", createdAt));
            }
            added.forEach(one -> archive.add(List.of(one)));
            AnswerArchive.Selection selection =
                    new AnswerArchive.Selection(Optional.of("a"), Optional.of(NOON.plusSeconds(1 + random.nextInt(2))));

            long deleted = archive.delete(selection);

            Set<ItemKey> kept = added.stream()
                    .filter(one -> !selection.holds(one))
                    .map(CachedAnswer::key)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(answers.find(added.stream().map(CachedAnswer::key).toList()))
                    .as("seed %s", seed)
                    .containsOnlyKeys(kept)
                    .allSatisfy((key, answer) -> assertThat(answer).isEqualTo(answer(key)));
            assertThat(deleted).as("seed %s", seed).isEqualTo(added.size() - kept.size());
            assertThat(all(Optional.empty())).as("seed %s", seed).hasSize(kept.size());
            archive.delete(ALL);
            assertThat(all(Optional.empty())).isEmpty();
        }
    }

    @Test
    void nothingSelectedIsNothingDeleted() {
        archive.add(cached(1, 10, "roadmap"));

        assertThat(archive.delete(recipe("classify"))).isZero();
        assertThat(archive.delete(before(NOON.minus(Duration.ofDays(1))))).isZero();

        assertThat(all(Optional.empty())).hasSize(10);
        assertThat(answers.holdsModelAnswers("roadmap", "offline-extractive")).isTrue();
    }
}
