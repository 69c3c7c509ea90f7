package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowSelectionTest {

    private static final OptionalLong NONE = OptionalLong.empty();

    @ParameterizedTest
    @CsvSource({
        "100-200, 100, 200, 100-200",
        "100-,    100,    , 100-",
        "7,         7,   7, 7",
        "7-7,       7,   7, 7",
        "007-08,    7,   8, 7-8",
    })
    void rowsAreNumbersFromOneBothInclusive(String text, long first, Long last, String told) {
        RowSelection rows = RowSelection.of(NONE, NONE, Optional.of(text));

        assertThat(rows).isEqualTo(new RowSelection.Range(first, last == null ? NONE : OptionalLong.of(last)));
        assertThat(rows.parameter()).contains(Map.entry("rows", told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-5", "200-100", "-5", "5-x", "a", "1-2-3", "1,2", "1.5", "99999999999999999999"})
    void otherRowsAreRefusedWithTheRightSpelling(String text) {
        assertThatThrownBy(() -> RowSelection.of(NONE, NONE, Optional.of(text)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rows=100-200")
                .hasMessageEndingWith("not " + text);
    }

    @Test
    void onlyOneSelectionIsTaken() {
        assertThatThrownBy(() -> RowSelection.of(OptionalLong.of(5), OptionalLong.of(5), Optional.of("1-2")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("limit and sample and rows cannot be combined; give one");
        assertThatThrownBy(() -> RowSelection.of(NONE, OptionalLong.of(5), Optional.of("1-2")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("sample and rows cannot be combined");
    }

    @Test
    void aSampleThatMemoryCannotHoldIsRefused() {
        assertThat(RowSelection.of(NONE, OptionalLong.of(1_000_000), Optional.empty()))
                .isEqualTo(new RowSelection.Sample(1_000_000));
        assertThatThrownBy(() -> RowSelection.of(NONE, OptionalLong.of(1_000_001), Optional.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessage("sample must be at most 1000000, not 1000001");
    }

    @Test
    void withoutASelectionTheRunIsAboutTheWholeInput() {
        assertThat(RowSelection.of(NONE, NONE, Optional.empty()).parameter()).isEmpty();
    }
}
