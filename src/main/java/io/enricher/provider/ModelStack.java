package io.enricher.provider;

/** The model client of one run, and the switches that end its waits and calls. Safe for many threads. */
public final class ModelStack implements AutoCloseable {

    private final LazyModelClient client;
    private final StopLatch stopLatch;
    private final HttpCalls calls;

    ModelStack(LazyModelClient client, StopLatch stopLatch, HttpCalls calls) {
        this.client = client;
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
