package io.enricher.job;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when it is first asked for, and once. Safe for use by many threads. */
final class Memo<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    private Memo(Supplier<T> maker) {
        this.maker = maker;
    }

    static <T> Supplier<T> of(Supplier<T> maker) {
        return new Memo<>(maker);
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
