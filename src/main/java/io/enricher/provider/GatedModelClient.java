package io.enricher.provider;

/** Lets a call through when the {@link RateGate} does, and tells it when the provider asks to wait. */
final class GatedModelClient implements AttemptClient {

    private final RateGate gate;
    private final AttemptClient delegate;

    GatedModelClient(RateGate gate, AttemptClient delegate) {
        this.gate = gate;
        this.delegate = delegate;
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt) {
        gate.enter();
        try {
            return delegate.ask(request, attempt);
        } catch (ModelException.Transient e) {
            e.retryAfter().ifPresent(gate::pause);
            throw e;
        }
    }
}
