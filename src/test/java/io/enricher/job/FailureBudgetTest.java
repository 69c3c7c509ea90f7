package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.store.WorkItems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureBudgetTest {

    @ParameterizedTest(name = "{0}: {1} of {2} failed -> over {3}")
    @CsvSource({
        "10%,    20,   100, false", // a few bad rows of a small file are no reason to fail
        "10%,    21,   100, true",
        "10%,   100,  1000, false",
        "10%,   101,  1000, true",
        "10%,   100,  1009, false",
        "2.5%,   25,  1000, false",
        "2.5%,   26,  1000, true",
        "0%,     20,  1000, false",
        "0%,     21,  1000, true",
        "100%, 1000,  1000, false",
        "200,   200, 10000, false",
        "200,   201,   201, true",
        "0,       0,    10, false",
        "0,       1,    10, true",
        "' 10 % ', 21, 100, true",
    })
    void aShareCountsFromTwentyRowsOnAndANumberAsItIs(String text, long failed, long toAsk, boolean over) {
        assertThat(FailureBudget.parse(text).isExceededBy(failed, toAsk)).isEqualTo(over);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "101%", "-1%", "-5", "10%%", "1.5", "NaN%", "%"})
    void whatIsNeitherAShareNorANumberIsRefusedByName(String text) {
        assertThatThrownBy(() -> FailureBudget.parse(text))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("enricher.failure-limit")
                .hasMessageEndingWith("but is " + text);
    }

    @Test
    void nothingButFailuresIsHopelessFromTwoRowsOn() {
        assertThat(FailureBudget.isHopeless(0, 1, 1)).isFalse();
        assertThat(FailureBudget.isHopeless(0, 2, 2)).isTrue();
        assertThat(FailureBudget.isHopeless(0, 2, 3)).isFalse();
        assertThat(FailureBudget.isHopeless(0, 0, 0)).isFalse();
        assertThat(FailureBudget.isHopeless(1, 2, 2))
                .as("an answer in the cache shows that recipe and model work")
                .isFalse();
    }

    @Test
    void failuresOfEarlierExecutionsCount() {
        FailureCount count = new FailureCount(FailureBudget.parse("25"));

        count.begin(new WorkItems.Counts(980, 0, 20, 0), 0);
        count.add(5);
        boolean atTheLimit = count.isOverBudget();
        count.add(1);

        assertThat(atTheLimit).isFalse();
        assertThat(count.isOverBudget()).isTrue();
        assertThat(count.verdict()).contains("26 of 1,000 rows", "--enricher.failure-limit");
    }

    @Test
    void aNewBeginningForgetsWhatWasCounted() {
        FailureCount count = new FailureCount(FailureBudget.parse("25"));
        count.begin(new WorkItems.Counts(100, 0, 0, 0), 0);
        count.add(100);

        count.begin(new WorkItems.Counts(100, 0, 0, 0), 0);

        assertThat(count.isOverBudget()).isFalse();
        assertThat(count.isHopeless()).isFalse();
    }
}
