package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.enrich.Questions;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.TokenEstimator;
import io.enricher.store.WorkItems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the table to the prompts: whatever the sizes and groups of the items, each is in one prompt, and limits hold. */
class ChunksAndPromptsTest {

    private static final int TRIES = 60;

    @TempDir
    Path folder;

    @Test
    void everyPendingItemIsInOnePromptOfItsGroupInOrderWithinEachLimit() {
        Recipe recipe = new RecipeLoader(Path.of("config")).load("roadmap");
        TokenEstimator estimator = TokenEstimator.forModel("gpt-6-luna");
        try (Application application = new Application(folder)) {
            WorkItems workItems = application.bean(Store.class).workItems();
            for (int seed = 1; seed <= TRIES; seed++) {
                Random random = new Random(seed);
                List<Item> items = items(random);
                int maxItems = 1 + random.nextInt(25);
                int maxTokens = 1 + random.nextInt(600);
                Questions questions = new Questions(recipe, new BatchLimits(maxItems, maxTokens, 1), estimator);
                workItems.addPending(seed, items);

                List<List<Item>> prompts = new ArrayList<>();
                for (List<Item> chunk : chunks(
                        new PendingCursor(workItems, seed, maxItems, () -> maxItems, new RunControl()), maxItems)) {
                    prompts.addAll(questions.pack(chunk).prompts());
                }

                assertThat(prompts.stream().flatMap(List::stream).map(Item::number))
                        .as("seed %s", seed)
                        .containsExactlyElementsOf(items.stream()
                                .sorted(Comparator.comparing(
                                                (Item item) -> item.group().key())
                                        .thenComparing(Item::number))
                                .map(Item::number)
                                .toList());
                for (List<Item> prompt : prompts) {
                    assertThat(prompt.stream().map(Item::group).distinct())
                            .as("groups in a prompt of seed %s", seed)
                            .hasSize(1);
                    assertThat(prompt).as("seed %s", seed).hasSizeLessThanOrEqualTo(maxItems);
                    assertThat(prompt.size() == 1
                                    || prompt.stream()
                                                    .mapToInt(questions::tokensOf)
                                                    .sum()
                                            <= maxTokens)
                            .as("tokens of a prompt of seed %s", seed)
                            .isTrue();
                }
            }
        }
    }

    /** As Spring Batch forms them: always full, the last one excepted. */
    private static List<List<Item>> chunks(PendingCursor cursor, int size) {
        cursor.rewind();
        List<List<Item>> chunks = new ArrayList<>();
        List<AskedItem> chunk = new ArrayList<>();
        for (AskedItem asked = cursor.read(); asked != null; asked = cursor.read()) {
            chunk.add(asked);
            if (chunk.size() == size) {
                chunks.add(items(chunk));
                chunk = new ArrayList<>();
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(items(chunk));
        }
        return chunks;
    }

    private static List<Item> items(List<AskedItem> chunk) {
        return chunk.stream()
                .filter(asked -> AskedItem.unlessPadding(asked) != null)
                .map(AskedItem::item)
                .toList();
    }

    private static List<Item> items(Random random) {
        int groups = 1 + random.nextInt(6);
        int count = random.nextInt(120);
        List<Item> items = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            ItemKey key = new ItemKey(random.nextLong(), n, 0, 0);
            String text = "word ".repeat(1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 20));
            String group = "g" + random.nextInt(groups);
            Map<String, String> shared = group.equals("g0") ? Map.of() : Map.of("document", group);
            items.add(new Item(n, n + 1, key, Map.of("topic", text), "").inGroup(new ItemGroup(group, shared)));
        }
        return items;
    }
}
