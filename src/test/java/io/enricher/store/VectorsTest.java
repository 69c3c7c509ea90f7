package io.enricher.store;

import static io.enricher.store.Items.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorsTest extends StoreTest {

    private static final Duration DAY = Duration.ofDays(1);

    private Instant now = Items.NOON;
    private Vectors vectors;

    @BeforeEach
    void createStore() {
        vectors = new Vectors(dataSource, dialect, () -> now);
    }

    private static float[] vector(long seed) {
        float[] vector = new float[384];
        Random random = new Random(seed);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    @Test
    void vectorsComeBackToTheLastBit() {
        float[] odd = {0f, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, 1f / 3};

        vectors.add(Map.of(key(1), vector(1), key(2), odd));

        assertThat(vectors.find(List.of(key(1), key(2), key(3), key(1)))).containsOnlyKeys(key(1), key(2));
        assertThat(vectors.find(List.of(key(1))).get(key(1))).containsExactly(vector(1));
        assertThat(vectors.find(List.of(key(2))).get(key(2))).containsExactly(odd);
        assertThat(vectors.find(List.of())).isEmpty();
    }

    @Test
    void aPageOfAThousandIsOneLookUp() {
        Map<ItemKey, float[]> page = new HashMap<>();
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            page.put(key(i), vector(i));
            keys.add(key(i));
        }

        vectors.add(page);

        Map<ItemKey, float[]> found = vectors.find(keys);
        assertThat(found).hasSize(1_000);
        found.forEach((key, vector) -> assertThat(vector).containsExactly(page.get(key)));
    }

    @Test
    void whatIsThereStays() {
        vectors.add(Map.of(key(1), vector(1)));

        vectors.add(Map.of(key(1), vector(2), key(3), vector(3)));

        assertThat(vectors.find(List.of(key(1))).get(key(1))).containsExactly(vector(1));
        assertThat(vectors.find(List.of(key(3))).get(key(3))).containsExactly(vector(3));
    }

    @Test
    void aKeyNeverGetsTheVectorOfAnotherThatBeginsTheSame() {
        ItemKey first = new ItemKey(5, 1, 1, 1);
        ItemKey second = new ItemKey(5, 1, 1, 2);

        vectors.add(Map.of(first, vector(1)));
        vectors.add(Map.of(second, vector(2)));

        assertThat(vectors.find(List.of(first, second))).containsOnlyKeys(first);
    }

    @Test
    void whatIsNoLongerUsedIsForgottenAndWhatIsStays() {
        vectors.add(Map.of(key(1), vector(1), key(2), vector(2)));
        now = now.plus(DAY.multipliedBy(60));
        vectors.find(List.of(key(1)));
        now = now.plus(DAY.multipliedBy(60));

        int forgotten = vectors.forgetUnusedSince(now.minus(DAY.multipliedBy(90)));

        assertThat(forgotten).isEqualTo(1);
        assertThat(vectors.find(List.of(key(1), key(2)))).containsOnlyKeys(key(1));
    }

    @Test
    void aVectorThatIsUsedEveryDayIsNotedOnceAWeekAndNeverForgotten() {
        vectors.add(Map.of(key(1), vector(1)));
        int notes = 0;
        String noted = lastUsed();

        for (int day = 1; day <= 28; day++) {
            now = now.plus(DAY);
            vectors.find(List.of(key(1)));
            notes += lastUsed().equals(noted) ? 0 : 1;
            noted = lastUsed();
            assertThat(vectors.forgetUnusedSince(now)).as("day %s", day).isZero();
        }

        assertThat(notes).isEqualTo(4);
    }

    private String lastUsed() {
        return jdbc.queryForObject("select last_used from vector", String.class);
    }
}
