package io.enricher.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** What a test does at an event. Runs on the connection's thread: the event goes on when the hook has ended. */
final class Hooks {

    private final List<IntConsumer> hooks = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());

    void add(IntConsumer hook) {
        hooks.add(hook);
    }

    boolean isEmpty() {
        return hooks.isEmpty();
    }

    void run(int number) {
        for (IntConsumer hook : hooks) {
            try {
                hook.accept(number);
            } catch (RuntimeException e) {
                failure.updateAndGet(first -> first.or(() -> Optional.of(e)));
            }
        }
    }

    /** The first failure of a hook, which its own thread could not tell the test. */
    Optional<RuntimeException> failure() {
        return failure.get();
    }
}
