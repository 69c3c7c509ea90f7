package io.enricher.provider;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** Assembles the stack of one run. */
public final class ModelClients {

    private ModelClients() {}

    /** The stack without a cost cap. */
    public static ModelStack assemble(
            ModelClientFactory factory,
            ModelSettings settings,
            RetrySettings retry,
            RateLimits limits,
            PriceList prices,
            CallListener listener,
            NanoClock clock,
            InstantSource instants) {
        return assemble(factory, settings, retry, limits, prices, Optional.empty(), listener, clock, instants);
    }

    /**
     * The stack over one provider. Nothing of its SDK is loaded before the first call or {@link ModelStack#warmUp}.
     *
     * @param purse holds the cost cap, if there is one
     */
    public static ModelStack assemble(
            ModelClientFactory factory,
            ModelSettings settings,
            RetrySettings retry,
            RateLimits limits,
            PriceList prices,
            Optional<CostPurse> purse,
            CallListener listener,
            NanoClock clock,
            InstantSource instants) {
        HttpCalls calls = new HttpCalls(settings.timeout(), settings.concurrency());
        StopLatch stopLatch = new StopLatch();
        RateGate gate = new RateGate(limits, clock, stopLatch);

        TokenCorrection correction = new TokenCorrection();

        // Bottom to top: the adapter makes one attempt, and corrects the estimates by what it reports; measured alone,
        // so
        // that no wait counts as the call's time; the gate is passed for each attempt; the cost of each is reserved
        // before, so that what waits in the gate is sure to be sent; the wait of a retry holds nothing back but its own
        // thread.
        LazyModelClient client = new LazyModelClient(() -> {
            ModelClient adapter = new LearningModelClient(correction, factory.create(settings, calls));
            AttemptClient measuring = new MeasuringModelClient(
                    () -> prices.priceOf(settings.model()), listener, clock, instants, adapter);
            AttemptClient gated = new GatedModelClient(gate, measuring);
            AttemptClient budgeted =
                    BudgetedModelClient.create(purse, prices.priceOf(settings.model()), correction, stopLatch, gated);
            return new RetryingModelClient(retry, stopLatch, instants, new Random(), budgeted);
        });
        return new ModelStack(client, purse, stopLatch, calls);
    }
}
