package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.enrich.ScriptedModelClient.Asked;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** Whatever the model does, short of never answering anybody. */
class BatchEnricherPropertiesTest {

    @BeforeContainer
    static void keepThousandsOfLinesOutOfTheLog() {
        ((Logger) LoggerFactory.getLogger(BatchEnricher.class)).setLevel(Level.WARN);
    }

    @AfterContainer
    static void logAsBefore() {
        ((Logger) LoggerFactory.getLogger(BatchEnricher.class)).setLevel(null);
    }

    @Property(tries = 400, seed = "1")
    void everyRowEndsWithExactlyOneOutcomeAndNoAnswerOfAnother(
            @ForAll @IntRange(min = 1, max = 45) int rows,
            @ForAll @IntRange(max = 100) int percentBad,
            @ForAll long seed) {
        Random random = new Random(seed);
        Bench bench = new Bench(asked -> misbehave(asked, random, percentBad));
        List<Item> items = Bench.items(rows);

        Map<ItemKey, Outcome> outcomes = bench.enrich(items);

        assertThat(bench.log.outcomes()).hasSize(rows).doesNotHaveDuplicates();
        for (Item item : items) {
            if (outcomes.get(item.key()) instanceof Outcome.Enriched enriched) {
                assertThat(enriched.answer().json())
                        .isEqualTo(Replies.answerJson(item.fields().get("topic")));
            }
        }
    }

    /** A binary tree over a prompt has fewer than 2n nodes; each leaf is asked again at most 8 times. */
    @Property(tries = 400, seed = "2")
    void callsAreBounded(
            @ForAll @IntRange(min = 1, max = 45) int rows,
            @ForAll @IntRange(min = 50, max = 100) int percentBad,
            @ForAll long seed) {
        Random random = new Random(seed);
        Bench bench = new Bench(asked -> misbehave(asked, random, percentBad));

        bench.enrich(Bench.items(rows));

        assertThat(bench.client.asked().size()).isLessThanOrEqualTo(10 * rows);
    }

    @Property(tries = 200, seed = "3")
    void oneBadRowAmongGoodOnesCostsNoMoreCallsThanItsWayDown(
            @ForAll @IntRange(min = 1, max = 20) int rows, @ForAll @IntRange(max = 19) int place, @ForAll long seed) {
        long poison = place % rows + 1L;
        Random random = new Random(seed);
        Bench bench = new Bench(asked ->
                asked.topics().containsValue(Bench.topic(poison)) ? misbehave(asked, random, 100) : Replies.all(asked));
        List<Item> items = Bench.items(rows);

        Map<ItemKey, Outcome> outcomes = bench.enrich(items);

        assertThat(items.stream().filter(item -> item.number() != poison))
                .allSatisfy(item -> assertThat(outcomes.get(item.key())).isInstanceOf(Outcome.Enriched.class));
        // Down a tree of depth 5, both halves of each prompt asked, and progress in between.
        assertThat(bench.client.asked().size()).isLessThanOrEqualTo(10 + 2 * 5 + rows);
    }

    private static ModelReply misbehave(Asked asked, Random random, int percentBad) {
        if (random.nextInt(100) >= percentBad) {
            return Replies.all(asked);
        }
        return switch (random.nextInt(12)) {
            case 0 -> throw Replies.serverError();
            case 1 -> throw Replies.tooLong();
            case 2 -> throw Replies.rejected();
            case 3 -> throw Replies.blocked();
            case 4 -> Replies.ended(FinishReason.REFUSAL);
            case 5 -> Replies.ended(FinishReason.CONTENT_FILTER);
            case 6 -> Replies.cutAfter(asked, random.nextInt(asked.size()));
            case 7 -> Replies.only(asked, some(asked, random));
            case 8 -> Replies.invalid(asked, some(asked, random));
            case 9 -> shuffled(asked, random);
            case 10 -> swapped(asked);
            default -> Replies.text("Sorry, I lost the thread.");
        };
    }

    private static Predicate<String> some(Asked asked, Random random) {
        List<String> topics = new ArrayList<>(asked.topics().values());
        Collections.shuffle(topics, random);
        return new HashSet<>(topics.subList(0, random.nextInt(topics.size() + 1)))::contains;
    }

    private static ModelReply shuffled(Asked asked, Random random) {
        List<String> answers = new ArrayList<>();
        asked.topics().forEach((id, topic) -> answers.add(Replies.answer(id, topic)));
        answers.add(Replies.answer("unknown", "stray"));
        Collections.shuffle(answers, random);
        return Replies.text(Replies.results(answers));
    }

    /** Each answer twice, the second time another row's: neither can be trusted. */
    private static ModelReply swapped(Asked asked) {
        List<String> answers = new ArrayList<>();
        asked.topics().forEach((id, topic) -> {
            answers.add(Replies.answer(id, topic));
            answers.add(Replies.answer(id, topic + " of another"));
        });
        return Replies.text(Replies.results(answers));
    }
}
