package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowNumbersTest {

    @Property
    void anyAscendingNumbersComeBack(@ForAll @Size(max = 200) Set<@LongRange(min = 1, max = 300) Long> numbers) {
        TreeSet<Long> ascending = new TreeSet<>(numbers);
        RowNumbers written = new RowNumbers();
        ascending.forEach(written::add);

        PrimitiveIterator.OfLong read = RowNumbers.read(written.text());

        ascending.forEach(number -> assertThat(read.nextLong()).isEqualTo(number));
    }

    @Test
    void rowsWithoutAGapTakeAFewCharacters() {
        RowNumbers numbers = new RowNumbers();
        List.of(1L, 2L, 3L, 5L, 7L, 8L).forEach(numbers::add);

        assertThat(numbers.text()).isEqualTo("1-3,5,7-8");
        numbers.add(9);
        assertThat(numbers.text()).isEqualTo("1-3,5,7-9");
    }

    @Test
    void withoutATextRowsAreCounted() {
        PrimitiveIterator.OfLong numbers = RowNumbers.read("");

        assertThat(List.of(numbers.nextLong(), numbers.nextLong())).containsExactly(1L, 2L);
    }
}
