package io.enricher.job;

import java.util.Arrays;
import java.util.function.LongPredicate;

/** The record numbers that a run takes, and the last of them, behind which nothing is read. Immutable. */
final class SelectedNumbers {

    static final SelectedNumbers ALL = between(1, Long.MAX_VALUE);

    private final LongPredicate chosen;
    private final long last;

    private SelectedNumbers(LongPredicate chosen, long last) {
        this.chosen = chosen;
        this.last = last;
    }

    /** Both inclusive. */
    static SelectedNumbers between(long first, long last) {
        return new SelectedNumbers(number -> number >= first && number <= last, last);
    }

    /** @param numbers in any order */
    static SelectedNumbers of(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return new SelectedNumbers(
                number -> Arrays.binarySearch(sorted, number) >= 0, sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
    }

    boolean contains(long number) {
        return chosen.test(number);
    }

    /** The highest one; 0 if there is none. */
    long last() {
        return last;
    }
}
