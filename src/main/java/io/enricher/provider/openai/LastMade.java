package io.enricher.provider.openai;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was made of the text that came last: all calls of a run have one. Safe for many threads. */
final class LastMade<T> {

    private final Function<String, T> maker;
    private volatile @Nullable Made<T> last;

    private record Made<T>(String text, T value) {}

    /** @param maker makes an equal value of the same text each time */
    LastMade(Function<String, T> maker) {
        this.maker = maker;
    }

    T of(String text) {
        Made<T> made = last;
        if (made == null || !made.text().equals(text)) {
            made = new Made<>(text, maker.apply(text));
            last = made;
        }
        return made.value();
    }
}
