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
        RateGate gate = new RateGate(limits, settings.concurrency(), clock, stopLatch);
        calls.onThrottled(gate::refusalArrives);
        TokenCorrection correction = new TokenCorrection();

        // Bottom to top: the adapter makes one attempt, and corrects the estimates by what it reports; measured alone,
        // so that no wait counts as the call's time; the gate is passed for each attempt; the cost of each is reserved
        // before, so that what waits in the gate is sure to be sent; the wait of a retry holds nothing back but its own
        // thread, and that for a provider which is away holds back all of them.
        LazyModelClient client = new LazyModelClient(() -> {
            ModelClient adapter = new LearningModelClient(correction, factory.create(settings, calls));
            AdmittedClient measuring = new MeasuringModelClient(
                    () -> prices.priceOf(settings.model()), calls::status, listener, clock, instants, adapter);
            AttemptClient gated = new GatedModelClient(gate, calls::lastAnswer, measuring);
            AttemptClient budgeted =
                    BudgetedModelClient.create(purse, prices.priceOf(settings.model()), correction, stopLatch, gated);
            Canary canary = new Canary(budgeted, recording(listener, purse));
            OutageBreaker breaker = new OutageBreaker(retry.outageLimit(), canary, clock, stopLatch);
            return new RetryingModelClient(retry, breaker, stopLatch, instants, new Random(), budgeted);
        });
        return new ModelStack(client, purse, stopLatch, calls);
    }

    /** The listener writes the call down before it returns. */
    private static CallListener recording(CallListener listener, Optional<CostPurse> purse) {
        return call -> {
            listener.callWithoutAnswers(call);
            purse.ifPresent(held -> call.costUsd().ifPresent(held::recorded));
        };
    }
}
