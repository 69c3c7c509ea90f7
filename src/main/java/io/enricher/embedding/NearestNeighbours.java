package io.enricher.embedding;

import io.enricher.domain.StopSignal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the nearest by cosine, exactly, with every processor: 10,000 among 10,000 take some seconds of CPU time. The
 * result does not depend on the number of threads. Safe for many threads.
 */
public final class NearestNeighbours {

    /** The nearest to a symbol is mostly far above: in 2,500 of them at 0.81 in the middle, at 0.61 for a tenth (2026-11). */
    public static final double FLOOR = 0.5;

    private static final int MOST_QUERIES_PER_TASK = 128;

    private final int most;
    private final LongConsumer progress;
    private final StopSignal stop;

    /** @param most neighbours of one text, at least 1 */
    public NearestNeighbours(int most, StopSignal stop) {
        this(most, found -> {}, stop);
    }

    /**
     * @param progress told, on any thread, for how many more texts the neighbours are found
     * @see #NearestNeighbours(int, StopSignal)
     */
    public NearestNeighbours(int most, LongConsumer progress, StopSignal stop) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 neighbour, not " + most);
        }
        this.most = most;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * The nearest other texts of the table for each of some of its texts: at least {@link #FLOOR} near, the nearest
     * first, of equally near ones the lowest number first.
     *
     * @param numbers of the texts; those that the table has not are left out
     * @return empty if the run is to stop
     */
    public Optional<Map<Long, List<Neighbour>>> find(VectorTable table, Collection<Long> numbers) {
        int[] queries = numbers.stream()
                .mapToInt(table::row)
                .filter(row -> row >= 0)
                .sorted()
                .distinct()
                .toArray();
        Map<Long, List<Neighbour>> found = new HashMap<>(2 * queries.length);
        tasks(queries).parallel().map(task -> nearest(table, task)).toList().forEach(found::putAll);
        return stop.isStopRequested() ? Optional.empty() : Optional.of(found);
    }

    /** Small enough that each processor has some. */
    private static Stream<int[]> tasks(int[] queries) {
        int perProcessor = queries.length / Runtime.getRuntime().availableProcessors() + 1;
        int size = Math.min(perProcessor, MOST_QUERIES_PER_TASK);
        return IntStream.range(0, (queries.length + size - 1) / size)
                .mapToObj(
                        task -> Arrays.copyOfRange(queries, task * size, Math.min(queries.length, (task + 1) * size)));
    }

    private Map<Long, List<Neighbour>> nearest(VectorTable table, int[] queries) {
        float[] vectors = vectors(table, queries);
        NearestRows[] nearest = new NearestRows[queries.length];
        Arrays.setAll(nearest, q -> new NearestRows(most, (float) FLOOR));
        CandidateTile tile = new CandidateTile();
        float[] scores = new float[2 * CandidateTile.ROWS];
        for (int first = 0; first < table.size() && !stop.isStopRequested(); first += CandidateTile.ROWS) {
            tile.fill(table, first);
            int count = Math.min(table.size() - first, CandidateTile.ROWS);
            for (int q = 0; q < queries.length; q++) {
                int half = q % 2 * CandidateTile.ROWS;
                if (half == 0) {
                    tile.score(vectors, q * TextEmbedder.DIMENSIONS, scores);
                }
                for (int i = 0; i < count; i++) {
                    if (first + i != queries[q]) {
                        nearest[q].offer(first + i, scores[half + i]);
                    }
                }
            }
        }
        progress.accept(queries.length);
        return byNumber(table, queries, nearest);
    }

    /** One after the other, and zeros after an odd one, as they are scored in pairs. */
    private static float[] vectors(VectorTable table, int[] queries) {
        float[] vectors = new float[(queries.length + 1) / 2 * 2 * TextEmbedder.DIMENSIONS];
        for (int q = 0; q < queries.length; q++) {
            table.copy(queries[q], vectors, q * TextEmbedder.DIMENSIONS);
        }
        return vectors;
    }

    private static Map<Long, List<Neighbour>> byNumber(VectorTable table, int[] queries, NearestRows[] nearest) {
        Map<Long, List<Neighbour>> found = new HashMap<>(2 * queries.length);
        for (int q = 0; q < queries.length; q++) {
            found.put(table.number(queries[q]), nearest[q].neighbours(table));
        }
        return found;
    }
}
