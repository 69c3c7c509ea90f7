package io.enricher.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

    private static final int DIMENSIONS = TextEmbedder.DIMENSIONS;

    /** Of length 1, near to one of a few centres. */
    private static float[] vector(Random random, List<float[]> centres) {
        float[] centre = centres.get(random.nextInt(centres.size()));
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = centre[d] + (float) random.nextGaussian();
            squares += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static List<float[]> vectors(int count, long seed) {
        Random random = new Random(seed);
        List<float[]> centres = List.of(new float[DIMENSIONS], gaussian(random), gaussian(random));
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Some texts are the same, and so are their vectors.
            boolean repeated = i > 0 && random.nextInt(5) == 0;
            vectors.add(repeated ? vectors.get(random.nextInt(i)) : vector(random, centres));
        }
        return vectors;
    }

    private static float[] gaussian(Random random) {
        float[] values = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            values[d] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Numbers are 10, 20, 30 ... */
    private static VectorTable table(List<float[]> vectors) {
        VectorTable.Builder table = new VectorTable.Builder();
        for (int i = 0; i < vectors.size(); i++) {
            table.add(10L * (i + 1), vectors.get(i));
        }
        return table.build();
    }

    private static Map<Long, List<Neighbour>> naive(List<float[]> vectors, int most) {
        Map<Long, List<Neighbour>> nearest = new HashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            List<Neighbour> others = new ArrayList<>();
            for (int j = 0; j < vectors.size(); j++) {
                float cosine = dot(vectors.get(i), vectors.get(j));
                if (j != i && cosine >= 0.5f) {
                    others.add(new Neighbour(10L * (j + 1), cosine));
                }
            }
            others.sort(
                    Comparator.comparingDouble(Neighbour::similarity).reversed().thenComparingLong(Neighbour::number));
            nearest.put(
                    10L * (i + 1),
                    others.stream()
                            .limit(most)
                            .map(one -> new Neighbour(one.number(), Math.min(1, one.similarity())))
                            .toList());
        }
        return nearest;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    @Property(tries = 40, seed = "1")
    void theNearestAreThoseOfAComparisonOfAllWithAll(
            @ForAll @IntRange(min = 0, max = 400) int count, @ForAll @IntRange(min = 1, max = 6) int most) {
        List<float[]> vectors = vectors(count, count);
        List<Long> numbers =
                LongStream.rangeClosed(1, count).map(i -> 10 * i).boxed().toList();

        assertThat(new NearestNeighbours(most, () -> false).find(table(vectors), numbers))
                .contains(naive(vectors, most));
    }

    @Test
    void onlyTheTextsAskedForAreAnswered() {
        List<float[]> vectors = vectors(3_000, 7);
        Map<Long, List<Neighbour>> all = naive(vectors.subList(0, 3_000), 3);

        assertThat(new NearestNeighbours(3, () -> false).find(table(vectors), List.of(30_000L, 20L, 20L, 25L)))
                .contains(Map.of(20L, all.get(20L), 30_000L, all.get(30_000L)));
    }

    @Test
    void theFloorItselfIsNearEnough() {
        float[] query = new float[DIMENSIONS];
        query[0] = 1;
        float[] at = new float[DIMENSIONS];
        at[0] = 0.5f;
        float[] below = new float[DIMENSIONS];
        below[0] = Math.nextDown(0.5f);

        assertThat(new NearestNeighbours(3, () -> false).find(table(List.of(query, below, at)), List.of(10L)))
                .contains(Map.of(10L, List.of(new Neighbour(30, 0.5))));
    }

    @Test
    void nothingIsNearToATextWithoutWords() {
        float[] none = new float[DIMENSIONS];

        assertThat(new NearestNeighbours(3, () -> false).find(table(List.of(none, none)), List.of(10L)))
                .contains(Map.of(10L, List.of()));
    }

    @Test
    void aRunThatStopsGetsNothing() {
        assertThat(new NearestNeighbours(3, () -> true).find(table(vectors(10, 1)), List.of(10L)))
                .isEmpty();
    }
}
