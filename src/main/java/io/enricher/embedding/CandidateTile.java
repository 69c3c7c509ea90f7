package io.enricher.embedding;

import java.util.Arrays;

/**
 * Some rows of a table, turned on their side: all first coordinates, then all second ones. So the inner loop over the
 * rows has no sum to carry, which the compiler turns into vector instructions; one over coordinates it does not.
 */
final class CandidateTile {

    /** Columns of this length are in the first cache, and a tile of 192 KB in the second. */
    static final int ROWS = 128;

    private static final int DIMENSIONS = TextEmbedder.DIMENSIONS;

    private final float[] columns = new float[DIMENSIONS * ROWS];
    private final float[] row = new float[DIMENSIONS];

    /** Takes up to {@link #ROWS} rows from {@code first} on; what is beyond the end of the table stays as it was. */
    void fill(VectorTable table, int first) {
        int end = Math.min(table.size() - first, ROWS);
        for (int i = 0; i < end; i++) {
            table.copy(first + i, row, 0);
            for (int d = 0; d < DIMENSIONS; d++) {
                columns[d * ROWS + i] = row[d];
            }
        }
    }

    /**
     * The dot products of two queries with all rows, summed in the order of the coordinates.
     *
     * @param queries where the first one's vector begins at {@code offset}, and the second's follows it
     * @param scores  of twice {@link #ROWS} elements, written over: the first query's, then the second's
     */
    void score(float[] queries, int offset, float[] scores) {
        Arrays.fill(scores, 0);
        for (int d = 0; d < DIMENSIONS; d += 4) {
            addFour(queries, offset + d, d * ROWS, scores);
        }
    }

    /**
     * Four coordinates and two queries at once, so that sums and columns are loaded less often: a third less CPU time
     * than one query. More of either, or longer columns, were slower (measured 2026-11, JDK 17).
     */
    private void addFour(float[] queries, int first, int column, float[] scores) {
        int second = first + DIMENSIONS;
        float a0 = queries[first];
        float a1 = queries[first + 1];
        float a2 = queries[first + 2];
        float a3 = queries[first + 3];
        float b0 = queries[second];
        float b1 = queries[second + 1];
        float b2 = queries[second + 2];
        float b3 = queries[second + 3];
        float[] values = columns;
        for (int i = 0; i < ROWS; i++) {
            float v0 = values[column + i];
            float v1 = values[column + ROWS + i];
            float v2 = values[column + 2 * ROWS + i];
            float v3 = values[column + 3 * ROWS + i];
            scores[i] = scores[i] + a0 * v0 + a1 * v1 + a2 * v2 + a3 * v3;
            scores[ROWS + i] = scores[ROWS + i] + b0 * v0 + b1 * v1 + b2 * v2 + b3 * v3;
        }
    }
}
