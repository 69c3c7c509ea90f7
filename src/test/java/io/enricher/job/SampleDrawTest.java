package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleDrawTest {

    @Test
    void exactlySoManyRowsAreDrawnOrAllOfFewer() {
        assertThat(sample(50, numbers(1, 10_000))).hasSize(50);
        assertThat(sample(50, numbers(1, 50))).isEqualTo(numbers(1, 50));
        assertThat(sample(50, numbers(1, 7))).isEqualTo(numbers(1, 7));
        assertThat(sample(50, List.of())).isEmpty();
    }

    /** The numbers stand here so that nobody changes the rule and with it everybody's sample unnoticed. */
    @Test
    void theSameRowsAreDrawnInWhateverOrderTheyCome() {
        List<Long> shuffled = new ArrayList<>(numbers(1, 1_000));
        Collections.shuffle(shuffled, new Random(7));

        assertThat(sample(5, numbers(1, 1_000)))
                .isEqualTo(sample(5, shuffled))
                .containsExactly(288L, 352L, 508L, 675L, 991L);
    }

    @Test
    void aLargerSampleHoldsTheSmallerOne() {
        assertThat(sample(100, numbers(1, 10_000))).containsAll(sample(50, numbers(1, 10_000)));
    }

    @Test
    void rowsThatAreAddedTakeFewPlaces() {
        List<Long> before = sample(100, numbers(1, 10_000));

        List<Long> kept = sample(100, numbers(1, 11_000)).stream()
                .filter(before::contains)
                .toList();

        assertThat(kept).hasSizeGreaterThan(75);
    }

    @Test
    void theRowsComeFromAllOverTheInput() {
        List<Long> drawn = sample(1_000, numbers(1, 100_000));

        var tenths =
                drawn.stream().collect(Collectors.groupingBy(number -> (number - 1) / 10_000, Collectors.counting()));

        assertThat(tenths).hasSize(10);
        assertThat(tenths.values()).allSatisfy(rows -> assertThat(rows).isBetween(60L, 140L));
    }

    @Test
    void recordsThatWereNotOfferedAreNotDrawn() {
        assertThat(sample(3, List.of(2L, 4L, 6L, 9L))).hasSize(3).isSubsetOf(2L, 4L, 6L, 9L);
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> sample(int size, List<Long> offered) {
        SampleDraw draw = new SampleDraw(size);
        offered.forEach(draw::offer);
        SelectedNumbers drawn = draw.numbers();
        List<Long> numbers = LongStream.rangeClosed(1, drawn.last())
                .filter(drawn::contains)
                .boxed()
                .toList();
        if (!numbers.isEmpty()) {
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(drawn.last());
        }
        return numbers;
    }
}
