package io.enricher.provider;

/** One attempt of a prompt: the part of the stack that {@link RetryingModelClient} goes through again. */
@FunctionalInterface
interface AttemptClient {

    /** @param attempt 1 for the first attempt of this prompt */
    ModelReply ask(ModelRequest request, int attempt);
}
