package io.enricher.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Commits together what threads hand in while the commit before is under way: a commit costs about the same for one reply
 * as for twenty, and a database takes one after another anyway (docs/decisions/0016). Each thread waits until its own is
 * durable. Safe for many threads.
 *
 * @param <T> what is handed in
 * @param <R> what its commit brings
 */
final class GroupCommit<T, R> {

    /**
     * So that one transaction stays short, and the first to hand in does not wait for all others. With 64 replies of 20 rows
     * H2's buffer for a commit outgrows what it keeps for the next one: twice the work for the collector.
     */
    static final int MOST = 32;

    /** Each may take as long as another program keeps the processor. */
    private static final int ROUNDS = 4;

    private final Function<List<T>, List<R>> commit;
    private final Predicate<RuntimeException> wouldMeetEach;
    private final BlockingQueue<Entry<T, R>> queue = new LinkedBlockingQueue<>();
    private final Executor writer;

    private record Entry<T, R>(T content, CompletableFuture<R> result) {}

    /**
     * @param commit        commits all in one transaction and returns what each brings, in their order; what it throws has
     *                      committed nothing
     * @param wouldMeetEach whether what it throws would meet each of them alone, too
     */
    GroupCommit(Function<List<T>, List<R>> commit, Predicate<RuntimeException> wouldMeetEach) {
        this(commit, wouldMeetEach, writer());
    }

    /** @param writer runs one task at a time */
    GroupCommit(Function<List<T>, List<R>> commit, Predicate<RuntimeException> wouldMeetEach, Executor writer) {
        this.commit = commit;
        this.wouldMeetEach = wouldMeetEach;
        this.writer = writer;
    }

    /** One thread, and none while there is nothing to commit: so that nobody has to end it. */
    private static Executor writer() {
        ThreadPoolExecutor writer =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "commit");
                    thread.setDaemon(true);
                    return thread;
                });
        writer.allowCoreThreadTimeOut(true);
        return writer;
    }

    /** Returns when it is durable; an interrupt does not end the wait, for what is handed in is paid for. */
    R add(T content) {
        Entry<T, R> entry = new Entry<>(content, new CompletableFuture<>());
        queue.add(entry);
        try {
            writer.execute(this::commitQueued);
        } catch (RuntimeException | Error e) {
            // No thread to be had: by this one then, unless another took it along.
            if (queue.remove(entry)) {
                commit(List.of(entry));
            }
        }
        try {
            return entry.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void commitQueued() {
        if (queue.isEmpty()) {
            // An earlier task took it along.
            return;
        }
        letOthersIn();
        List<Entry<T, R>> group = new ArrayList<>(MOST);
        queue.drainTo(group, MOST);
        commit(group);
    }

    /**
     * Gives the processor to threads that have a reply at hand and none to hand it in with, as long as more come, a few times
     * at most.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing but the size of the group depends on it.
    private void letOthersIn() {
        int before = 0;
        for (int round = 0; round < ROUNDS && queue.size() > before && queue.size() < MOST; round++) {
            before = queue.size();
            Thread.yield();
        }
    }

    /** Whatever happens, nobody is left waiting, and the thread lives on. */
    private void commit(List<Entry<T, R>> group) {
        try {
            List<R> results = commit.apply(group.stream().map(Entry::content).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() > 1 && !wouldMeetEach.test(e)) {
                // One that cannot be stored must not take the others' answers with it.
                group.forEach(entry -> commit(List.of(entry)));
            } else {
                fail(group, e);
            }
        } catch (Error e) {
            fail(group, e);
        }
    }

    private void fail(List<Entry<T, R>> group, Throwable failure) {
        group.forEach(entry -> entry.result().completeExceptionally(failure));
    }
}
