package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.enrich.Questions;
import java.util.List;

/**
 * The prompts that are going to be made, counted by packing all that is pending: where spans share prompts by their place
 * in a file, a sample tells nothing.
 *
 * @param calls       prompts
 * @param byCount     prompts if they were filled by count alone
 * @param inputTokens of all prompts, as estimated
 * @param sizes       of the spans
 */
record PromptCount(long calls, long byCount, long inputTokens, SpanSizes sizes) {

    /** @param maxItems most items of a prompt */
    static PromptCount of(PendingItems pending, Questions questions, int maxItems) {
        SpanSizes.Count sizes = new SpanSizes.Count();
        long calls = 0;
        long items = 0;
        long tokens = 0;
        for (List<Item> handful = pending.handful(maxItems); !handful.isEmpty(); handful = pending.handful(maxItems)) {
            Questions.Packed packed = questions.pack(handful);
            tokens += packed.itemTokens();
            for (List<Item> prompt : packed.prompts()) {
                calls++;
                tokens += questions.tokensOfInstructions()
                        + questions.tokensOf(prompt.get(0).group());
            }
            for (Item item : handful) {
                items++;
                tokens += questions.tokensOfContext(item);
                sizes.add(item);
            }
        }
        return new PromptCount(calls, (items + maxItems - 1) / maxItems, tokens, sizes.sizes());
    }
}
