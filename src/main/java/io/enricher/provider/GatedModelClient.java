package io.enricher.provider;

import io.enricher.provider.ModelException.Kind;
import java.util.function.Supplier;

/** Lets a call through when the {@link RateGate} does, and tells it how the call ended. */
final class GatedModelClient implements AttemptClient {

    private final RateGate gate;
    private final Supplier<LastAnswer> answer;
    private final AdmittedClient delegate;

    /** @param answer the last one that this thread saw */
    GatedModelClient(RateGate gate, Supplier<LastAnswer> answer, AdmittedClient delegate) {
        this.gate = gate;
        this.answer = answer;
        this.delegate = delegate;
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt) {
        // Providers count what a reply may be against the quota of tokens, until they know what it is.
        try (RateGate.Permit permit = gate.enter(request.estimatedInputTokens() + request.maxOutputTokens())) {
            ModelReply reply = askAdmitted(request, attempt, permit);
            permit.replied(
                    reply.usage().input() + reply.usage().output(), answer.get().limits());
            return reply;
        }
    }

    private ModelReply askAdmitted(ModelRequest request, int attempt, RateGate.Permit permit) {
        try {
            return delegate.ask(request, attempt, permit);
        } catch (ModelException.Transient e) {
            if (e.kind() == Kind.THROTTLED || e.retryAfter().isPresent()) {
                permit.throttled(e.retryAfter(), answer.get());
            }
            throw e;
        }
    }
}
