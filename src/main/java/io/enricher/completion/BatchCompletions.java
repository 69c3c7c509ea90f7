package io.enricher.completion;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ModelCall;
import io.enricher.domain.Usage;
import io.enricher.provider.Message;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelStack;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a model many conversations at once, with bounded workers, retries that obey the provider, and a limit of requests
 * per minute; each ends with its answer or its error. Nothing is cached, batched into one prompt or kept on disk: that is
 * what the enrich job is for.
 *
 * <p>Safe for many threads, which then share workers and limits. Close it to end calls in flight and free connections.
 */
public final class BatchCompletions implements AutoCloseable {

    private final ModelStack model;
    private final CompletionRequests requests;
    private final ExecutorService workers;

    BatchCompletions(ModelStack model, CompletionRequests requests, int concurrency) {
        this.model = model;
        this.requests = requests;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(concurrency, task -> {
            Thread thread = new Thread(task, "completion-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * For a model of OpenAI, or of any server with its Chat Completions.
     *
     * @param model the provider's name of it
     */
    public static BatchCompletionsBuilder openAi(String model) {
        return BatchCompletionsBuilder.openAi(model);
    }

    /**
     * For a Gemini model.
     *
     * @param model the provider's name of it
     */
    public static BatchCompletionsBuilder gemini(String model) {
        return BatchCompletionsBuilder.gemini(model);
    }

    /**
     * Asks one conversation: a batch of one.
     *
     * @throws IllegalArgumentException if it does not end with a message of the user
     * @throws InterruptedException     if this thread is interrupted while it waits
     */
    public Completion complete(Message... conversation) throws InterruptedException {
        return complete(List.of(List.of(conversation))).results().get(0);
    }

    /**
     * Asks all conversations and waits until each has ended.
     *
     * @param conversations each in the order in which it was spoken, system messages anywhere, a user's last
     * @return the results in the order of the conversations
     * @throws IllegalArgumentException if a conversation does not end with a message of the user; nothing is sent then
     * @throws InterruptedException     if this thread is interrupted while it waits; what was not sent yet is not sent
     */
    public Completions complete(List<List<Message>> conversations) throws InterruptedException {
        Batch batch = new Batch();
        List<Callable<Completion>> tasks = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            CompletionRequests.Conversation conversation = CompletionRequests.check(conversations.get(i), i);
            tasks.add(() -> batch.ask(conversation));
        }
        List<Completion> results = new ArrayList<>();
        List<Future<Completion>> futures = tasks.stream().map(this::submit).toList();
        try {
            for (Future<Completion> done : futures) {
                results.add(resultOf(done));
            }
        } finally {
            // After an interrupt, what was not sent yet is not sent; all others have ended.
            futures.forEach(future -> future.cancel(true));
        }
        return new Completions(results, batch.usage, batch.cost);
    }

    private Future<Completion> submit(Callable<Completion> task) {
        try {
            return workers.submit(task);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    new Completion.Failed(new ModelException.Aborted("the completions were closed", e)));
        }
    }

    private static Completion resultOf(Future<Completion> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a completion ended without a result", e.getCause());
        }
    }

    /** Ends the calls in flight and frees what is held; conversations without a reply, and any later ones, fail. */
    @Override
    public void close() {
        model.close();
        // Not at once: what waits for a worker ends as aborted, so that its conversation has a result.
        workers.shutdown();
    }

    /** What the conversations of one call have in common. */
    private final class Batch {

        /** What will meet every other call, too. */
        private Optional<EnricherException> fatal = Optional.empty();

        private Usage usage = Usage.NONE;
        private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);

        private Completion ask(CompletionRequests.Conversation conversation) {
            Optional<EnricherException> known = fatal();
            if (known.isPresent()) {
                return new Completion.Failed(known.get());
            }
            try {
                ModelReply reply = model.client().ask(requests.of(conversation));
                add(reply);
                return new Completion.Answered(reply.text(), reply.finishReason(), reply.usage());
            } catch (EnricherException e) {
                addFatal(e);
                return new Completion.Failed(e);
            } catch (RuntimeException e) {
                return new Completion.Failed(e);
            } catch (Error e) {
                // One that does not load or fit must not take the others' answers with it.
                return new Completion.Failed(new IllegalStateException("the call broke off: " + e, e));
            }
        }

        private synchronized Optional<EnricherException> fatal() {
            return fatal;
        }

        private synchronized void addFatal(EnricherException error) {
            fatal = fatal.or(() -> Optional.of(error));
        }

        private synchronized void add(ModelReply reply) {
            usage = usage.plus(reply.usage());
            Optional<BigDecimal> price = reply.call().flatMap(ModelCall::costUsd);
            cost = cost.flatMap(sum -> price.map(sum::add));
        }
    }
}
