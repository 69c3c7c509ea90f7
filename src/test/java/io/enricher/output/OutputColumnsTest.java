package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputColumnsTest {

    @Test
    void inputColumnNamedLikeAnAnswerIsRefusedWithTheCure() {
        assertThatThrownBy(() -> OutputColumns.of(List.of("id", "TLDR"), List.of("tldr", "challenge")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TLDR")
                .hasMessageContaining("rename it")
                .satisfies(
                        e -> assertThat(((InvalidInputException) e).exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED));
    }

    @Test
    void columnsStandInTheOrderOfTheContract() {
        OutputColumns columns = OutputColumns.of(List.of("b", "enrichment_note", "a"), List.of("z", "y"));

        assertThat(columns.all())
                .containsExactly(
                        "b",
                        "a",
                        "z",
                        "y",
                        "enrichment_status",
                        "enrichment_source",
                        "enrichment_model",
                        "enrichment_error",
                        "enrichment_note");
    }
}
