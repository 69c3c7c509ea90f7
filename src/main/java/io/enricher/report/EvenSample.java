package io.enricher.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Rows taken at even distances of a sequence of unknown length: all of them as long as they fit, then every second, every
 * fourth and so on. For one thread.
 *
 * @param <T> what is taken
 */
final class EvenSample<T> {

    private record Taken<T>(long ordinal, T row, long size) {}

    private final ToLongFunction<T> sizeOf;
    private List<Taken<T>> taken = new ArrayList<>();
    private long step = 1;
    private long size;

    EvenSample(ToLongFunction<T> sizeOf) {
        this.sizeOf = sizeOf;
    }

    /**
     * @param ordinal of the row in the whole sequence, from 0
     * @param most     rows to keep
     * @param mostSize of all that are kept together
     */
    void add(long ordinal, T row, int most, long mostSize) {
        if (ordinal % step != 0 || step == Long.MAX_VALUE) {
            return;
        }
        long rowSize = sizeOf.applyAsLong(row);
        taken.add(new Taken<>(ordinal, row, rowSize));
        size += rowSize;
        shrink(most, mostSize);
    }

    /** Keeps fewer from now on; one that is too large alone stays. */
    void shrink(int most, long mostSize) {
        while (taken.size() > Math.max(0, most) || (size > mostSize && taken.size() > 1)) {
            if (most <= 0) {
                // There is no room for any; what comes later alone would be no sample.
                taken.clear();
                size = 0;
                step = Long.MAX_VALUE;
                return;
            }
            step *= 2;
            taken = new ArrayList<>(
                    taken.stream().filter(row -> row.ordinal() % step == 0).toList());
            size = taken.stream().mapToLong(Taken::size).sum();
        }
    }

    long size() {
        return size;
    }

    int count() {
        return taken.size();
    }

    List<T> rows() {
        return taken.stream().map(Taken::row).toList();
    }
}
