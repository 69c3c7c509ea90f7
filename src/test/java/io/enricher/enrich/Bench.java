package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.StopSignal;
import io.enricher.enrich.ScriptedModelClient.Asked;
import io.enricher.provider.ModelReply;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.TokenEstimator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;

/** A {@link BatchEnricher} over the built-in recipe with a scripted model, and what it left in the log. */
final class Bench {

    static final Recipe RECIPE = new RecipeLoader(Path.of("no-such-directory")).load("roadmap");
    static final Questions QUESTIONS =
            new Questions(RECIPE, new BatchLimits(20, 8_000, 1), TokenEstimator.forModel("scripted"));

    final ScriptedModelClient client;
    final RecordingOutcomeLog log = new RecordingOutcomeLog();
    AdaptiveBatchSize sizes = AdaptiveBatchSize.fixed(20);
    StopSignal stop = () -> false;

    Bench(Function<Asked, ModelReply> script) {
        this.client = new ScriptedModelClient(script);
    }

    /** Asks, and checks what must hold however the model behaves: one outcome a row, recorded before this returns. */
    Map<ItemKey, Outcome> enrich(List<Item> items) {
        Map<ItemKey, Outcome> outcomes = enricher().enrich("Batch 1/1", items);

        assertThat(log.outcomes()).containsExactlyInAnyOrderElementsOf(outcomes.values());
        assertThat(outcomes.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(Item::key).toList());
        return outcomes;
    }

    BatchEnricher enricher() {
        return new BatchEnricher(RECIPE, "scripted", QUESTIONS, sizes, client, log, () -> stop.isStopRequested());
    }

    static List<Item> items(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Bench::item).toList();
    }

    static Item item(long number) {
        return item(number, Map.of("topic", topic(number)));
    }

    static Item item(long number, Map<String, String> fields) {
        byte[] hash = new byte[ItemKey.BYTES];
        new Random(number).nextBytes(hash);
        return new Item(number, number + 1, ItemKey.of(hash), fields, "");
    }

    static String topic(long number) {
        return "topic " + number;
    }
}
