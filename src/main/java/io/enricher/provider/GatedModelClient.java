package io.enricher.provider;

import io.enricher.provider.ModelException.Kind;
import java.util.function.Supplier;

/** Lets a call through when the {@link RateGate} does, and tells it how the call ended. */
final class GatedModelClient implements AttemptClient {

    private final RateGate gate;
    private final Supplier<ReportedLimits> limits;
    private final AdmittedClient delegate;

    /** @param limits what the answer that this thread saw last tells of limits */
    GatedModelClient(RateGate gate, Supplier<ReportedLimits> limits, AdmittedClient delegate) {
        this.gate = gate;
        this.limits = limits;
        this.delegate = delegate;
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt) {
        // Providers count what a reply may be against the quota of tokens, until they know what it is.
        try (RateGate.Permit permit = gate.enter(request.estimatedInputTokens() + request.maxOutputTokens())) {
            ModelReply reply = askAdmitted(request, attempt, permit);
            permit.replied(reply.usage().input() + reply.usage().output(), limits.get());
            return reply;
        }
    }

    private ModelReply askAdmitted(ModelRequest request, int attempt, RateGate.Permit permit) {
        try {
            return delegate.ask(request, attempt, permit);
        } catch (ModelException.Transient e) {
            if (e.kind() == Kind.THROTTLED || e.retryAfter().isPresent()) {
                permit.throttled(e.retryAfter(), limits.get());
            }
            throw e;
        }
    }
}
