package io.enricher.provider;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Builds its client when it is first needed, once; a failure to build it is thrown at every call. */
final class LazyModelClient implements ModelClient {

    private final FutureTask<ModelClient> built;

    LazyModelClient(Callable<ModelClient> builder) {
        this.built = new FutureTask<>(builder);
    }

    /** Starts to build in the background. */
    void warmUp() {
        Thread thread = new Thread(built, "model-client-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        return client().ask(request);
    }

    private ModelClient client() {
        built.run();
        try {
            return built.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Aborted("interrupted while the model client was built", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }
}
