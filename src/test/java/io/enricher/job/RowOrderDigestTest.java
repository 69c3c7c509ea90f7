package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ItemKey;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowOrderDigestTest {

    private static final List<ItemKey> KEYS =
            LongStream.range(0, 40).mapToObj(RowOrderDigestTest::key).toList();

    @Property(tries = 200, seed = "1")
    void aDigestResumedAnywhereEndsAsOneInASinglePass(@ForAll @IntRange(max = 40) int stop) {
        RowOrderDigest first = RowOrderDigest.empty();
        KEYS.subList(0, stop).forEach(first::add);

        RowOrderDigest second = RowOrderDigest.resume(first.state());
        KEYS.subList(stop, KEYS.size()).forEach(second::add);

        assertThat(second.state()).isEqualTo(digest(KEYS));
    }

    @Test
    void anotherOrderIsAnotherDigest() {
        assertThat(digest(List.of(KEYS.get(0), KEYS.get(1)))).isNotEqualTo(digest(List.of(KEYS.get(1), KEYS.get(0))));
    }

    @Test
    void aMissingOrDoubledLastKeyIsAnotherDigest() {
        List<ItemKey> two = KEYS.subList(0, 2);

        assertThat(digest(KEYS.subList(0, 1))).isNotEqualTo(digest(two));
        assertThat(digest(List.of(KEYS.get(0), KEYS.get(1), KEYS.get(1)))).isNotEqualTo(digest(two));
    }

    private static String digest(List<ItemKey> keys) {
        RowOrderDigest digest = RowOrderDigest.empty();
        keys.forEach(digest::add);
        return digest.state();
    }

    private static ItemKey key(long seed) {
        byte[] hash = new byte[ItemKey.BYTES];
        new Random(seed).nextBytes(hash);
        return ItemKey.of(hash);
    }
}
