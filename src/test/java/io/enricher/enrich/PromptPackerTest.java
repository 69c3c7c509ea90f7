package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.recipe.BatchLimits;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PromptPackerTest {

    @Property(tries = 500, seed = "1")
    void nothingIsLostTheOrderIsKeptAndTheLimitsHold(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 120) Integer> tokens,
            @ForAll @IntRange(min = 1, max = 25) int maxItems,
            @ForAll @IntRange(min = 1, max = 200) int maxTokens) {
        List<Item> items = Bench.items(tokens.size());

        List<List<Item>> prompts = packer(tokens, maxItems, maxTokens).pack(items);

        assertThat(prompts.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
        assertThat(prompts).allSatisfy(prompt -> {
            assertThat(prompt).isNotEmpty().hasSizeLessThanOrEqualTo(maxItems);
            assertThat(prompt.size() == 1 || tokensOf(prompt, tokens) <= maxTokens)
                    .as("one item, or within the token limit")
                    .isTrue();
        });
    }

    @Property(tries = 500, seed = "2")
    void noPromptHasRoomForTheFirstItemOfTheNext(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 120) Integer> tokens,
            @ForAll @IntRange(min = 1, max = 25) int maxItems,
            @ForAll @IntRange(min = 1, max = 200) int maxTokens) {
        List<List<Item>> prompts = packer(tokens, maxItems, maxTokens).pack(Bench.items(tokens.size()));

        for (int i = 0; i + 1 < prompts.size(); i++) {
            long withNext = tokensOf(prompts.get(i), tokens)
                    + tokensOf(prompts.get(i + 1).subList(0, 1), tokens);
            assertThat(prompts.get(i).size() == maxItems || withNext > maxTokens)
                    .as("prompt %d is full", i)
                    .isTrue();
        }
    }

    @Test
    void anItemOverTheTokenLimitIsAPromptOfItsOwn() {
        List<List<Item>> prompts = packer(List.of(10, 500, 10, 10), 20, 100).pack(Bench.items(4));

        assertThat(prompts).extracting(List::size).containsExactly(1, 1, 2);
    }

    @Test
    void sizesThatOverflowAnIntAreNotPackedTogether() {
        List<List<Item>> prompts =
                packer(List.of(Integer.MAX_VALUE, Integer.MAX_VALUE), 20, 100).pack(Bench.items(2));

        assertThat(prompts).extracting(List::size).containsExactly(1, 1);
    }

    private static PromptPacker packer(List<Integer> tokens, int maxItems, int maxTokens) {
        return new PromptPacker(new BatchLimits(maxItems, maxTokens, 1), item -> tokens.get((int) item.number() - 1));
    }

    private static long tokensOf(List<Item> prompt, List<Integer> tokens) {
        return prompt.stream()
                .mapToLong(item -> tokens.get((int) item.number() - 1))
                .sum();
    }
}
