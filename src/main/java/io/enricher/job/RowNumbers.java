package io.enricher.job;

import java.util.PrimitiveIterator;

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
        return new Ranges(text.isEmpty() ? new String[0] : text.split(",", -1));
    }

    /** Holds a range at a time; a stream of them would hold all numbers of one. */
    private static final class Ranges implements PrimitiveIterator.OfLong {

        private final String[] ranges;
        private int read;
        private long next = 1;
        private long last;

        private Ranges(String[] ranges) {
            this.ranges = ranges;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public long nextLong() {
            if (next > last && read < ranges.length) {
                String range = ranges[read++];
                int dash = range.indexOf('-');
                next = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
                last = Long.parseLong(range.substring(dash + 1));
            }
            return next++;
        }
    }
}
