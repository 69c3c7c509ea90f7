package io.enricher.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The vectors of numbered texts, 1,544 bytes each: 40,000 take 62 MB. Immutable.
 */
public final class VectorTable {

    /** In blocks, so that building a large one needs no second copy and no array is too long. */
    private static final int BLOCK_ROWS = 1024;

    private final long[] numbers;
    private final List<float[]> blocks;

    private VectorTable(long[] numbers, List<float[]> blocks) {
        this.numbers = numbers;
        this.blocks = blocks;
    }

    public int size() {
        return numbers.length;
    }

    /** @param row from 0; rows are in the order of their numbers */
    public long number(int row) {
        return numbers[row];
    }

    /** The row of a number, negative if there is none. */
    int row(long number) {
        return Arrays.binarySearch(numbers, number);
    }

    /** The vector of a number; empty if there is none. */
    public Optional<float[]> vectorOf(long number) {
        int row = row(number);
        if (row < 0) {
            return Optional.empty();
        }
        float[] vector = new float[TextEmbedder.DIMENSIONS];
        copy(row, vector, 0);
        return Optional.of(vector);
    }

    /** Copies a row's vector to {@code target}, from {@code position} on. */
    void copy(int row, float[] target, int position) {
        System.arraycopy(blocks.get(row / BLOCK_ROWS), offset(row), target, position, TextEmbedder.DIMENSIONS);
    }

    private static int offset(int row) {
        return row % BLOCK_ROWS * TextEmbedder.DIMENSIONS;
    }

    /** Collects rows in the order of their numbers. Not safe for use by several threads. */
    public static final class Builder {

        private final List<float[]> blocks = new ArrayList<>();
        private long[] numbers = new long[BLOCK_ROWS];
        private int size;

        /**
         * @param vector {@link TextEmbedder#DIMENSIONS} values, of length 1 or all 0; copied
         * @throws IllegalArgumentException if {@code number} is not above that of the row before
         */
        public Builder add(long number, float[] vector) {
            if (size > 0 && number <= numbers[size - 1]) {
                throw new IllegalArgumentException("number " + number + " came after " + numbers[size - 1]);
            }
            if (size % BLOCK_ROWS == 0) {
                blocks.add(new float[BLOCK_ROWS * TextEmbedder.DIMENSIONS]);
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size] = number;
            System.arraycopy(vector, 0, blocks.get(size / BLOCK_ROWS), offset(size), TextEmbedder.DIMENSIONS);
            size++;
            return this;
        }

        /** The table of the rows so far; the builder is spent. */
        public VectorTable build() {
            return new VectorTable(Arrays.copyOf(numbers, size), List.copyOf(blocks));
        }
    }
}
