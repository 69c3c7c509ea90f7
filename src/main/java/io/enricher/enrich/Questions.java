package io.enricher.enrich;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.provider.ModelRequest;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.ItemReply;
import io.enricher.recipe.Prompt;
import io.enricher.recipe.PromptRenderer;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.ReplyReader;
import io.enricher.recipe.SpanKnowledge;
import io.enricher.recipe.TokenEstimator;
import io.enricher.recipe.Utf8Size;
import java.util.List;
import java.util.Map;

/** The recipe's side of a call: items become sized requests, replies become items' answers. Safe for many threads. */
public final class Questions {

    /** The id, the field names and the punctuation around one item or one answer. */
    private static final int TOKENS_AROUND_AN_ITEM = 20;

    /** Room for hidden reasoning, which counts against the output limit; an unused limit costs nothing. */
    public static final int TOKENS_FOR_REASONING = 2048;

    private final PromptRenderer renderer;
    private final ReplyReader reader;
    private final TokenEstimator estimator;
    private final BatchLimits limits;
    private final int outputTokensPerItem;
    private final int instructionTokens;

    /** @param limits the limits of this run: the recipe's, or tighter ones */
    public Questions(Recipe recipe, BatchLimits limits, TokenEstimator estimator) {
        this(recipe, limits, estimator, SpanKnowledge.NONE);
    }

    /**
     * @param knowledge of the source that the items are spans of
     * @see #Questions(Recipe, BatchLimits, TokenEstimator)
     */
    public Questions(Recipe recipe, BatchLimits limits, TokenEstimator estimator, SpanKnowledge knowledge) {
        this.renderer = new PromptRenderer(recipe);
        this.reader = new ReplyReader(recipe, knowledge);
        this.estimator = estimator;
        this.limits = limits;
        this.outputTokensPerItem = recipe.outputTokensPerItem();
        Prompt empty = renderer.render(List.of());
        this.instructionTokens = estimator.estimate(empty.system()) + estimator.estimate(empty.replySchema());
    }

    /**
     * How items are spread over prompts.
     *
     * @param itemTokens estimated input tokens of all items, as by {@link #tokensOf(Item)}
     */
    public record Packed(List<List<Item>> prompts, long itemTokens) {}

    public Packed pack(List<Item> items) {
        long[] sum = {0};
        PromptPacker packer = new PromptPacker(limits, item -> {
            int tokens = tokensOf(item);
            sum[0] += tokens;
            return tokens;
        });
        return new Packed(packer.pack(items), sum[0]);
    }

    /** The same where the tokens need not be known: those of short items are not counted, since each is a byte at least. */
    List<List<Item>> prompts(List<Item> items) {
        boolean areShort = items.stream().mapToLong(this::mostTokensOf).sum() <= limits.maxTokens();
        return areShort
                ? new PromptPacker(limits, item -> 0).pack(items)
                : pack(items).prompts();
    }

    private long mostTokensOf(Item item) {
        long bytes = TOKENS_AROUND_AN_ITEM;
        for (String text : renderer.shownFields(item).values()) {
            bytes += Utf8Size.atMost(text);
        }
        return bytes;
    }

    /** Estimated input tokens of one item in a prompt. */
    public int tokensOf(Item item) {
        int tokens = TOKENS_AROUND_AN_ITEM;
        for (String text : renderer.shownFields(item).values()) {
            tokens += estimator.estimate(text);
        }
        return tokens;
    }

    /** Estimated input tokens of what is shown of the source around an item; not counted when prompts are packed. */
    public int tokensOfContext(Item item) {
        return renderer.contextOf(item).stream().mapToInt(estimator::estimate).sum();
    }

    /** Estimated input tokens of what all items of a group share, which each of its prompts holds once. */
    public int tokensOf(ItemGroup group) {
        return renderer.shownFields(group).values().stream()
                .mapToInt(estimator::estimate)
                .sum();
    }

    /** Estimated input tokens of a prompt without its items: instructions and schema. */
    public int tokensOfInstructions() {
        return instructionTokens;
    }

    Prompt render(List<Item> items) {
        return renderer.render(items);
    }

    ModelRequest request(Prompt prompt, int outputFactor) {
        int items = prompt.items().size();
        int input = instructionTokens + estimator.estimateRoughly(prompt.user());
        int output = outputFactor * (TOKENS_FOR_REASONING + items * (outputTokensPerItem + TOKENS_AROUND_AN_ITEM));
        return new ModelRequest(prompt.system(), prompt.user(), prompt.replySchema(), items, input, output);
    }

    Map<String, ItemReply> read(Prompt prompt, String text) {
        return reader.read(prompt, text);
    }
}
