package io.enricher.provider;

/** One attempt that the {@link RateGate} has let through. */
@FunctionalInterface
interface AdmittedClient {

    /**
     * @param attempt 1 for the first attempt of this prompt
     * @param permit  tells how it was admitted; it is the caller's to end
     */
    ModelReply ask(ModelRequest request, int attempt, RateGate.Permit permit);
}
