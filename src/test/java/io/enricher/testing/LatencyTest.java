package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final Latency EVEN = Latency.of(Duration.ofMillis(700), Duration.ofMillis(60));

    @Test
    void growsWithTheItems() {
        assertThat(EVEN.of(1, 20)).hasMillis(1_900);
        assertThat(EVEN.of(2, 1)).hasMillis(760);
    }

    @Test
    void jitterStaysWithinItsShare() {
        Latency jittered = EVEN.jittered(0.2, 5);

        assertThat(IntStream.range(0, 500).mapToObj(event -> jittered.of(event, 5)))
                .allSatisfy(time -> assertThat(time).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200)))
                .doesNotHaveDuplicates();
    }

    @Test
    void logNormalSpreadHasItsMedianAndIsDrawnBySeed() {
        Latency spread = EVEN.logNormal(0.5, 5);
        long[] sorted = IntStream.range(0, 2_001)
                .mapToLong(event -> spread.of(event, 5).toMillis())
                .sorted()
                .toArray();

        assertThat((double) sorted[1_000]).isCloseTo(1_000, within(60.0));
        // 97.7 % of a normal distribution lie under two sigmas: e^1 times the median.
        assertThat((double) sorted[1_955]).isCloseTo(2_718, within(400.0));
        assertThat(spread.of(3, 5)).isEqualTo(EVEN.logNormal(0.5, 5).of(3, 5));
        assertThat(spread.of(3, 5)).isNotEqualTo(EVEN.logNormal(0.5, 6).of(3, 5));
    }
}
