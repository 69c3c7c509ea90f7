package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.Usage;
import io.enricher.enrich.Questions;
import io.enricher.provider.Price;
import io.enricher.store.WorkItems;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells sizes, calls, tokens, cost and time of what is to be asked. */
final class Planner {

    /** So many items are measured; the rest is taken to be like them. */
    private static final int SAMPLE = 200;

    /** Models use about this share of the tokens that a recipe allows for an answer. Assumed, not measured. */
    private static final double USUAL_SHARE_OF_OUTPUT = 0.6;

    private static final double LOW_SHARE_OF_OUTPUT = 0.3;

    /** Every tenth call repeated. */
    private static final double HIGH_FACTOR = 1.1;

    /** Latency of a low-price model: a second and what it takes to write an item's answer. Assumed, not measured. */
    private static final Duration LATENCY = Duration.ofSeconds(1);

    private static final Duration LATENCY_PER_ITEM = Duration.ofMillis(60);

    private final EnrichRun run;
    private final Store store;
    private final Supplier<Questions> questions;
    private final CostSettings costs;
    private final EnricherProperties properties;

    /** @param questions made only if there is something to ask: it loads a tokenizer */
    Planner(
            EnrichRun run,
            Store store,
            Supplier<Questions> questions,
            CostSettings costs,
            EnricherProperties properties) {
        this.run = run;
        this.store = store;
        this.questions = questions;
        this.costs = costs;
        this.properties = properties;
    }

    Plan plan(CacheCheck.Result checked) {
        WorkItems.Counts counts = store.workItems().counts(run.id());
        long toAsk = counts.pending();
        Sizes sizes = toAsk == 0 ? Sizes.NOTHING : sizes(toAsk);
        long items = counts.pending() + counts.done() + counts.failed();
        return new Plan(
                checked.rows(),
                checked.hits(),
                checked.notSent(),
                checked.cooling(),
                Math.max(0, checked.rows() - checked.hits() - checked.notSent() - checked.cooling() - items),
                counts.done() + counts.failed(),
                toAsk,
                AskingReasons.of(run.request().cacheUse(), run.changes(), toAsk),
                sizes.calls,
                run.sizes().current(),
                sizes.input,
                sizes.output,
                cost((double) sizes.input, LOW_SHARE_OF_OUTPUT * sizes.output, sizes),
                cost((double) sizes.input, USUAL_SHARE_OF_OUTPUT * sizes.output, sizes),
                cost(HIGH_FACTOR * sizes.input, HIGH_FACTOR * (sizes.output + sizes.reasoning), sizes),
                time(sizes.calls),
                run.provider().provider(),
                run.provider().model(),
                run.provider().reason(),
                costs.cap(),
                Optional.of(store.calls().spentUsd(run.id()).add(store.purses().held(run.id()))),
                sizes.spans);
    }

    private Sizes sizes(long toAsk) {
        return run.recipe().readsSource() ? sizesOfSpans(toAsk) : sizesOfRows(toAsk);
    }

    private Sizes sizesOfSpans(long toAsk) {
        int maxItems = run.sizes().current();
        PromptCount count = PromptCount.of(new PendingItems(store.workItems(), run.id()), questions.get(), maxItems);
        return new Sizes(
                count.calls(),
                count.inputTokens(),
                toAsk * run.recipe().outputTokensPerItem(),
                count.calls() * Questions.TOKENS_FOR_REASONING,
                Optional.of(new Plan.Spans(count.sizes(), count.byCount())));
    }

    private Sizes sizesOfRows(long toAsk) {
        List<Item> sample = store.workItems().sample(run.id(), SAMPLE);
        Questions measured = questions.get();
        long tokens = sample.stream().mapToLong(measured::tokensOf).sum();
        double tokensPerItem = (double) tokens / Math.max(1, sample.size());
        double itemsPerCall =
                Math.max(1, Math.min(run.sizes().current(), run.limits().maxTokens() / tokensPerItem));
        long calls = Math.max(
                (long) Math.ceil(toAsk / Math.floor(itemsPerCall)),
                store.workItems().pendingPrompts(run.id(), run.sizes().current()));
        double tokensPerGroup = sample.stream()
                .map(Item::group)
                .distinct()
                .mapToInt(measured::tokensOf)
                .average()
                .orElse(0);
        long input = Math.round(calls * (measured.tokensOfInstructions() + tokensPerGroup) + toAsk * tokensPerItem);
        return new Sizes(
                calls,
                input,
                toAsk * run.recipe().outputTokensPerItem(),
                calls * Questions.TOKENS_FOR_REASONING,
                Optional.empty());
    }

    private Optional<BigDecimal> cost(double input, double output, Sizes sizes) {
        Optional<Price> price = sizes.calls == 0
                ? Optional.of(Price.FREE)
                : costs.prices().priceOf(run.provider().model());
        long perCall = Math.round(input / Math.max(1, sizes.calls));
        return price.map(
                known -> known.forPrompt(perCall).cost(new Usage(Math.round(input), 0, Math.round(output), 0)));
    }

    private Duration time(long calls) {
        if (calls == 0 || run.provider().provider().equals("offline")) {
            return Duration.ZERO;
        }
        Duration perCall =
                LATENCY.plus(LATENCY_PER_ITEM.multipliedBy(run.sizes().current()));
        long rounds = (calls + properties.concurrency() - 1) / properties.concurrency();
        Duration byThreads = perCall.multipliedBy(rounds);
        if (properties.limits().requests().isEmpty()) {
            return byThreads;
        }
        long perMinute = properties.limits().requests().getAsLong();
        double beyondBurst = Math.max(0, calls - perMinute * properties.limits().burst());
        Duration byQuota = perCall.plusMillis(Math.round(beyondBurst * 60_000 / perMinute));
        return byQuota.compareTo(byThreads) > 0 ? byQuota : byThreads;
    }

    /** @param reasoning most tokens that the calls may spend on hidden reasoning */
    private record Sizes(long calls, long input, long output, long reasoning, Optional<Plan.Spans> spans) {
        private static final Sizes NOTHING = new Sizes(0, 0, 0, 0, Optional.empty());
    }
}
