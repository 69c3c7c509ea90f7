package io.enricher.source;

import io.enricher.code.SplitLimits;
import io.enricher.code.SymbolSplitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Splits files on several threads and gives them back in the order they came in, on the thread that brings them. Few
 * texts are held at a time. To be closed.
 */
final class OrderedSplitting implements AutoCloseable {

    /** More threads gain little beside the one that reads, and each loads every parser again. */
    private static final int MOST_THREADS = 4;

    private static final int FILES_AHEAD = 64;
    private static final int CHARACTERS_AHEAD = 2 << 20;

    private final BlockingQueue<SymbolSplitter> splitters;
    private final ExecutorService threads;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Consumer<SplitFile> consumer;
    private long charactersWaiting;

    private record Waiting(Future<SplitFile> result, int characters) {}

    private OrderedSplitting(int threads, Consumer<SplitFile> consumer) {
        this.consumer = consumer;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "splitting");
            thread.setDaemon(true);
            return thread;
        });
        this.splitters = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            splitters.add(new SymbolSplitter(SplitLimits.DEFAULT));
        }
    }

    static OrderedSplitting start(Consumer<SplitFile> consumer) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new OrderedSplitting(Math.min(processors, MOST_THREADS), consumer);
    }

    /** Hands over what is finished in the meantime. */
    void add(SourceFile file) {
        waiting.add(new Waiting(threads.submit(() -> split(file)), file.text().length()));
        charactersWaiting += file.text().length();
        while (waiting.size() > FILES_AHEAD || charactersWaiting > CHARACTERS_AHEAD) {
            handOver();
        }
    }

    /** Hands over the rest. */
    void finish() {
        while (!waiting.isEmpty()) {
            handOver();
        }
    }

    private SplitFile split(SourceFile file) throws InterruptedException {
        SymbolSplitter splitter = splitters.take();
        try {
            return SplitFile.of(file, splitter);
        } finally {
            // Not put: it would give up when the thread is interrupted, and close() would wait for ever.
            splitters.add(splitter);
        }
    }

    private void handOver() {
        Waiting next = waiting.remove();
        charactersWaiting -= next.characters();
        try {
            consumer.accept(next.result().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a file could not be split: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while files were split");
        }
    }

    /** Waits for the files that are being split: what the parsers hold must not be freed under them. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        for (int i = splitters.remainingCapacity() + splitters.size(); i > 0; i--) {
            try {
                splitters.take().close();
            } catch (InterruptedException e) {
                interrupted = true;
                i++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
