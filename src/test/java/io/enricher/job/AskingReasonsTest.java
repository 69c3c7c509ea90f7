package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AskingReasonsTest {

    private static final RunChange MODEL = RunChange.of("model", "a", "b");
    private static final RunChange INPUT = RunChange.of("input size and time", "9@noon", "12@one");
    private static final RunChange FORMAT = RunChange.of("format", "csv", "json");

    @Test
    void whatIsInEveryKeyHasRowsAskedAgain() {
        assertThat(reasons(1_500, MODEL, RunChange.of("recipe text", "a1", "b2")))
                .containsExactly(
                        "1,500 rows asked again: model a -> b, recipe text (its instruction, labels, fields or answer)");
        assertThat(reasons(2, RunChange.of("columns", "{topic=a}", "{topic=b}")))
                .containsExactly("2 rows asked again: columns {topic=a} -> {topic=b}");
    }

    @Test
    void whatIsInNoKeyIsSaidToHaveChangedOnly() {
        assertThat(reasons(3, FORMAT, INPUT))
                .containsExactly(
                        "changed since the last run: format csv -> json",
                        "changed since the last run: input size and time 9@noon -> 12@one");
    }

    @Test
    void rowsOfAnotherInputMayBeNew() {
        assertThat(reasons(3, INPUT, MODEL))
                .containsExactly(
                        "3 rows asked again or new: model a -> b",
                        "changed since the last run: input size and time 9@noon -> 12@one");
    }

    @Test
    void aRefreshIsTheReasonItself() {
        RunChange refresh = RunChange.of("refresh", "none", "true");

        assertThat(AskingReasons.of(CacheUse.REPLACE, List.of(refresh), 150))
                .containsExactly("150 rows asked again: refresh");
        assertThat(AskingReasons.of(CacheUse.REPLACE, List.of(MODEL, refresh), 150))
                .containsExactly("150 rows asked again: refresh, model a -> b");
        assertThat(AskingReasons.of(CacheUse.TAKE, List.of(RunChange.of("refresh", "true", "none")), 1))
                .isEmpty();
    }

    @Test
    void whereNothingIsAskedNothingIsSaid() {
        assertThat(reasons(0, MODEL, INPUT)).isEmpty();
    }

    private static List<String> reasons(long toAsk, RunChange... changes) {
        return AskingReasons.of(CacheUse.TAKE, List.of(changes), toAsk);
    }
}
