package io.enricher.enrich;

import io.enricher.domain.Item;
import io.enricher.recipe.BatchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Packs items into prompts in their order, of one group each and within the recipe's limits. Pure. */
final class PromptPacker {

    private final BatchLimits limits;
    private final ToIntFunction<Item> tokens;

    /** @param tokens estimated input tokens of one item; asked once for each */
    PromptPacker(BatchLimits limits, ToIntFunction<Item> tokens) {
        this.limits = limits;
        this.tokens = tokens;
    }

    /** Each item is in exactly one prompt; an item over the token limit by itself is a prompt of its own. */
    List<List<Item>> pack(List<Item> items) {
        List<List<Item>> prompts = new ArrayList<>();
        List<Item> open = new ArrayList<>();
        long openTokens = 0;
        OptionalInt openEnd = OptionalInt.empty();
        for (Item item : items) {
            int itemTokens = tokens.applyAsInt(item);
            ItemLines lines = ItemLines.of(item);
            boolean other = !open.isEmpty() && !item.group().equals(open.get(0).group());
            boolean full = other
                    || open.size() == limits.maxItems()
                    || openTokens + itemTokens > limits.maxTokens()
                    || isFar(lines, openEnd);
            if (full && !open.isEmpty()) {
                close(open, prompts);
                open.clear();
                openTokens = 0;
                openEnd = OptionalInt.empty();
            }
            open.add(item);
            openTokens += itemTokens;
            openEnd = lines.endAfter(openEnd);
        }
        if (!open.isEmpty()) {
            close(open, prompts);
        }
        return prompts;
    }

    /** An item that does not say where it stands is not far from anything. */
    private boolean isFar(ItemLines lines, OptionalInt openEnd) {
        return limits.maxLineGap().isPresent()
                && openEnd.isPresent()
                && lines.start().isPresent()
                && lines.start().getAsInt() - openEnd.getAsInt()
                        > limits.maxLineGap().getAsInt();
    }

    private void close(List<Item> open, List<List<Item>> prompts) {
        if (open.size() < limits.minItems()) {
            open.forEach(item -> prompts.add(List.of(item)));
        } else {
            prompts.add(List.copyOf(open));
        }
    }
}
