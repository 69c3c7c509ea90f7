package io.enricher.job;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/** Ascending record numbers as text, such as {@code 1-150,152,160-200}: few characters where few are left out. For one thread. */
final class RowNumbers {

    private final StringBuilder text = new StringBuilder();
    private long first;
    private long last;

    void add(long number) {
        if (last > 0 && number == last + 1) {
            last = number;
            return;
        }
        close(text);
        first = number;
        last = number;
    }

    private void close(StringBuilder closed) {
        if (last == 0) {
            return;
        }
        if (!closed.isEmpty()) {
            closed.append(',');
        }
        closed.append(first);
        if (last > first) {
            closed.append('-').append(last);
        }
    }

    String text() {
        StringBuilder all = new StringBuilder(text);
        close(all);
        return all.toString();
    }

    /** The numbers again, one after the other; behind those that the text tells it counts on. */
    static PrimitiveIterator.OfLong read(String text) {
        LongStream told = text.isEmpty()
                ? LongStream.empty()
                : Arrays.stream(text.split(",", -1)).flatMapToLong(RowNumbers::range);
        long next = text.isEmpty() ? 1 : lastOf(text) + 1;
        return LongStream.concat(told, LongStream.iterate(next, n -> n + 1)).iterator();
    }

    private static LongStream range(String range) {
        int dash = range.indexOf('-');
        return dash < 0
                ? LongStream.of(Long.parseLong(range))
                : LongStream.rangeClosed(
                        Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
    }

    private static long lastOf(String text) {
        String range = text.substring(text.lastIndexOf(',') + 1);
        return Long.parseLong(range.substring(range.indexOf('-') + 1));
    }
}
