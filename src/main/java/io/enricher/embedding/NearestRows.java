package io.enricher.embedding;

import java.util.ArrayList;
import java.util.List;

/** The best rows seen so far for one query, best first; of equal ones, those that were offered first. */
final class NearestRows {

    private final float[] scores;
    private final int[] rows;
    private int size;
    private float toBeat;

    /** @param floor lowest score that counts */
    NearestRows(int most, float floor) {
        this.scores = new float[most];
        this.rows = new int[most];
        // Offers must beat it, and the floor itself counts.
        this.toBeat = Math.nextDown(floor);
    }

    /** Rows are to be offered in ascending order. */
    void offer(int row, float score) {
        if (score > toBeat) {
            insert(row, score);
        }
    }

    private void insert(int row, float score) {
        int place = Math.min(size, scores.length - 1);
        while (place > 0 && scores[place - 1] < score) {
            scores[place] = scores[place - 1];
            rows[place] = rows[place - 1];
            place--;
        }
        scores[place] = score;
        rows[place] = row;
        size = Math.min(size + 1, scores.length);
        if (size == scores.length) {
            toBeat = scores[size - 1];
        }
    }

    List<Neighbour> neighbours(VectorTable table) {
        List<Neighbour> neighbours = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            neighbours.add(new Neighbour(table.number(rows[i]), Math.min(1, scores[i])));
        }
        return neighbours;
    }
}
