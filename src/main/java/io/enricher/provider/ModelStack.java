package io.enricher.provider;

import io.enricher.domain.ModelCall;
import java.util.Optional;

/** The model client of one run, and the switches that end its waits and calls. Safe for many threads. */
public final class ModelStack implements AutoCloseable {

    private final LazyModelClient client;
    private final Optional<CostPurse> purse;
    private final StopLatch stopLatch;
    private final HttpCalls calls;

    ModelStack(LazyModelClient client, Optional<CostPurse> purse, StopLatch stopLatch, HttpCalls calls) {
        this.client = client;
        this.purse = purse;
        this.stopLatch = stopLatch;
        this.calls = calls;
    }

    public ModelClient client() {
        return client;
    }

    /** Builds the client in the background, which takes an SDK some seconds; does not wait for it. */
    public void warmUp() {
        client.warmUp();
    }

    /** To be told when a call that brought a reply is in the ledger; until then its cost is held in the purse. */
    public void callRecorded(ModelCall call) {
        purse.ifPresent(held -> call.costUsd().ifPresent(held::recorded));
    }

    /** To be called when no call is under way: just what nobody knows the cost of stays held. */
    public void settlePurse() {
        purse.ifPresent(CostPurse::settle);
    }

    /** Calls that were sent and have not ended. */
    public int callsInFlight() {
        return calls.inFlight();
    }

    /** Sends no call any more and ends every wait with {@link ModelException.Aborted}; calls in flight go on. */
    public void stop() {
        stopLatch.stop();
    }

    /** {@link #stop}, and gives up the calls in flight: they end with {@link ModelException.Aborted} too. */
    public void abort() {
        stop();
        calls.abortAll();
    }

    /** Gives up what is still in flight and closes the connections. */
    @Override
    public void close() {
        abort();
        calls.close();
    }
}
