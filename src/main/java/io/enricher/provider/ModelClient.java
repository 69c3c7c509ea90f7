package io.enricher.provider;

/** One call to a model, waiting for the reply on the caller's thread. Implementations are safe for many threads. */
@FunctionalInterface
public interface ModelClient {

    /**
     * @throws ModelException by what the caller does next; {@link ModelException.Transient} says that this prompt failed
     *     again and again while the provider was there
     * @throws io.enricher.domain.ProviderUnavailableException if no call can succeed: key refused, no such model
     * @throws io.enricher.domain.NotNowException if a quota is spent for longer than the run may wait
     */
    ModelReply ask(ModelRequest request);
}
