package io.enricher.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SymbolVectorsTest {

    private final RecordingStore store = new RecordingStore();
    private final CountingEmbedder embedder = new CountingEmbedder();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<String> progress = new ArrayList<>();

    private SymbolVectors vectors() {
        return new SymbolVectors(
                store, () -> embedder, (done, embedded) -> progress.add(done + "/" + embedded), stop::get);
    }

    /** Text n for number n, but each hundredth is the same. */
    private static Iterator<NumberedText> texts(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> new NumberedText(n, n % 100 == 0 ? "same" : "text " + n))
                .iterator();
    }

    @Test
    void everyTextGetsItsVectorAndEachDifferentOneIsEmbeddedOnce() throws Exception {
        VectorTable table = vectors().of(texts(2_500)).orElseThrow();

        assertThat(table.size()).isEqualTo(2_500);
        float[] vector = new float[TextEmbedder.DIMENSIONS];
        for (int row = 0; row < table.size(); row++) {
            long number = row + 1L;
            table.copy(row, vector, 0);
            assertThat(table.number(row)).isEqualTo(number);
            assertThat(vector[0]).isEqualTo((number % 100 == 0 ? "same" : "text " + number).hashCode());
        }
        assertThat(embedder.texts).hasValue(2_476);
        assertThat(progress).hasSize(10).startsWith("250/249").endsWith("2500/2476");
    }

    @Test
    void whatTheStoreHasIsNotEmbeddedAgainNorTheModelOpened() throws Exception {
        vectors().of(texts(1_500));
        SymbolVectors second = new SymbolVectors(
                store,
                () -> {
                    throw new EmbeddingUnavailableException("not here", new IllegalStateException());
                },
                (done, embedded) -> progress.add(done + "/" + embedded),
                stop::get);

        progress.clear();
        assertThat(second.of(texts(1_500))).isPresent();

        assertThat(progress).hasSize(6).startsWith("250/0").endsWith("1500/0");
        assertThatThrownBy(() -> second.of(texts(1_501))).isInstanceOf(EmbeddingUnavailableException.class);
    }

    @Test
    void aRunThatStopsKeepsWhatWasComputedAndGoesOnFromThere() throws Exception {
        embedder.stopAfter = 1_200;

        assertThat(vectors().of(texts(2_500))).isEmpty();

        int kept = store.vectors.size();
        assertThat(kept).isBetween(1_200, 1_300).isEqualTo(embedder.texts.get());
        stop.set(false);
        embedder.stopAfter = Integer.MAX_VALUE;
        assertThat(vectors().of(texts(2_500))).isPresent();
        assertThat(embedder.texts).hasValue(2_476);
    }

    @Test
    void aModelThatFailsIsUnavailableAndWhatItMadeIsKept() {
        embedder.failAt = 300;

        assertThatThrownBy(() -> vectors().of(texts(1_000)))
                .isInstanceOf(EmbeddingUnavailableException.class)
                .hasMessageContaining("out of memory");
        assertThat(store.vectors.size()).isGreaterThanOrEqualTo(249).isLessThan(700);
    }

    @Test
    void aStopAtTheVeryEndStillGivesTheTable() throws Exception {
        embedder.stopAfter = 10;

        assertThat(vectors().of(texts(10))).isPresent();
    }

    @Test
    void noTextsGiveAnEmptyTableWithoutTheModel() throws Exception {
        assertThat(vectors().of(texts(0)).orElseThrow().size()).isZero();
        assertThat(store.pages).isEmpty();
    }

    @Test
    void theModelIsClosedIfItWasOpened() throws Exception {
        vectors().close();
        assertThat(embedder.closed).isFalse();

        try (SymbolVectors vectors = vectors()) {
            vectors.of(texts(1));
        }
        assertThat(embedder.closed).isTrue();
    }

    @Test
    void keysDifferWithTheText() throws Exception {
        vectors().of(texts(3));

        assertThat(store.vectors.keySet()).hasSize(3);
        assertThat(store.pages).containsExactly(3);
    }

    private static final class RecordingStore implements VectorStore {

        private final Map<ItemKey, float[]> vectors = new HashMap<>();
        private final List<Integer> pages = new ArrayList<>();

        @Override
        public Map<ItemKey, float[]> find(Collection<ItemKey> keys) {
            Map<ItemKey, float[]> found = new HashMap<>(vectors);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void add(Map<ItemKey, float[]> added) {
            pages.add(added.size());
            vectors.putAll(added);
        }
    }

    /** The first coordinate is the hash of the text. */
    private final class CountingEmbedder implements TextEmbedder {

        private final AtomicInteger texts = new AtomicInteger();
        private volatile int stopAfter = Integer.MAX_VALUE;
        private volatile int failAt = Integer.MAX_VALUE;
        private boolean closed;

        @Override
        public float[] embed(String text) {
            int count = texts.incrementAndGet();
            if (count == stopAfter) {
                stop.set(true);
            }
            if (count == failAt) {
                throw new IllegalStateException("out of memory");
            }
            float[] vector = new float[DIMENSIONS];
            vector[0] = text.hashCode();
            return vector;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
