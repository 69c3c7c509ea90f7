package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<List<Integer>> committed = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void whatSeveralThreadsHandInIsCommittedTogether() throws Exception {
        GroupCommit<Integer, String> commits = whenTold(group -> {});
        List<Future<String>> results = handIn(commits, 3);

        runTasks();

        assertThat(committed).hasSize(1);
        assertThat(committed.get(0)).containsExactlyInAnyOrder(0, 1, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(results.get(i).get()).as("each thread gets its own").isEqualTo("r" + i);
        }
    }

    @Test
    void oneThatCannotBeStoredFailsAlone() throws Exception {
        GroupCommit<Integer, String> commits = whenTold(group -> {
            if (group.contains(1)) {
                throw new IllegalArgumentException("not 1");
            }
        });
        List<Future<String>> results = handIn(commits, 3);

        runTasks();

        assertThat(results.get(0).get()).isEqualTo("r0");
        assertThat(results.get(2).get()).isEqualTo("r2");
        assertThatThrownBy(() -> results.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not 1");
    }

    @Test
    void failureOfTheDatabaseMeetsAllAndIsNotTriedForEach() throws Exception {
        GroupCommit<Integer, String> commits = whenTold(group -> {
            throw new IllegalStateException("gone");
        });
        List<Future<String>> results = handIn(commits, 3);

        runTasks();

        assertThat(committed).hasSize(1);
        for (Future<String> result : results) {
            assertThatThrownBy(result::get).hasRootCauseMessage("gone");
        }
    }

    @Test
    void interruptDoesNotEndTheWait() throws Exception {
        GroupCommit<Integer, String> commits = whenTold(group -> {});
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            commits.add(7);
            isInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        awaitTasks(1);
        waiting.interrupt();

        runTasks();

        assertThat(isInterrupted.get()).isTrue();
        assertThat(committed).containsExactly(List.of(7));
    }

    @Test
    void manyThreadsGetWhatIsTheirs() throws Exception {
        GroupCommit<Integer, String> commits =
                new GroupCommit<>(group -> results(group), failure -> failure instanceof IllegalStateException);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int content = i;
            results.add(threads.submit(() -> commits.add(content)));
        }

        for (int i = 0; i < 500; i++) {
            assertThat(results.get(i).get()).isEqualTo("r" + i);
        }
        assertThat(committed).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(GroupCommit.MOST));
        assertThat(committed.stream().mapToInt(List::size).sum()).isEqualTo(500);
    }

    private interface Check {
        void on(List<Integer> group);
    }

    /** Commits when {@link #runTasks} is called; an IllegalStateException is one of the database. */
    private GroupCommit<Integer, String> whenTold(Check check) {
        return new GroupCommit<>(
                group -> {
                    List<String> results = results(group);
                    check.on(group);
                    return results;
                },
                failure -> failure instanceof IllegalStateException,
                task -> {
                    synchronized (tasks) {
                        tasks.add(task);
                        tasks.notifyAll();
                    }
                });
    }

    private List<String> results(List<Integer> group) {
        committed.add(group);
        return group.stream().map(content -> "r" + content).toList();
    }

    private List<Future<String>> handIn(GroupCommit<Integer, String> commits, int count) throws InterruptedException {
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int content = i;
            results.add(threads.submit(() -> commits.add(content)));
        }
        awaitTasks(count);
        return results;
    }

    private void awaitTasks(int count) throws InterruptedException {
        synchronized (tasks) {
            while (tasks.size() < count) {
                tasks.wait();
            }
        }
    }

    private void runTasks() {
        tasks.forEach(Runnable::run);
    }
}
