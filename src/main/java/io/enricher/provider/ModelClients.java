package io.enricher.provider;

import java.time.InstantSource;
import java.util.Random;

/** Assembles the stack of one run. */
public final class ModelClients {

    private ModelClients() {}

    /** The stack over one provider. Nothing of its SDK is loaded before the first call or {@link ModelStack#warmUp}. */
    public static ModelStack assemble(
            ModelClientFactory factory,
            ModelSettings settings,
            RetrySettings retry,
            RateLimits limits,
            PriceList prices,
            CallListener listener,
            NanoClock clock,
            InstantSource instants) {
        HttpCalls calls = new HttpCalls(settings.timeout(), settings.concurrency());
        StopLatch stopLatch = new StopLatch();
        RateGate gate = new RateGate(limits, settings.concurrency(), clock, stopLatch);

        // Bottom to top: the adapter makes one attempt; measured alone, so that no wait counts as the call's time;
        // the gate is passed for each attempt; the wait of a retry holds nothing back but its own thread, and that for
        // a
        // provider which is away holds back all of them.
        LazyModelClient client = new LazyModelClient(() -> {
            ModelClient adapter = factory.create(settings, calls);
            AdmittedClient measuring = new MeasuringModelClient(
                    () -> prices.priceOf(settings.model()), calls::status, listener, clock, instants, adapter);
            AttemptClient gated = new GatedModelClient(gate, calls::reportedLimits, measuring);
            OutageBreaker breaker =
                    new OutageBreaker(retry.outageLimit(), new Canary(gated, listener), clock, stopLatch);
            return new RetryingModelClient(retry, breaker, stopLatch, instants, new Random(), gated);
        });
        return new ModelStack(client, stopLatch, calls);
    }
}
