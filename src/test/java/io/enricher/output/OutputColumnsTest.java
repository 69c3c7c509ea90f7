package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputColumnsTest {

    @Test
    void inputColumnNamedLikeAnAnswerIsRefusedWithTheCure() {
        assertThatThrownBy(() -> OutputColumns.of("in.csv", List.of("id", "TLDR"), List.of("tldr", "challenge"), ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "in.csv already has the column \"TLDR\", which the run would add. Write prefix=ai_ to put ai_"
                                + " before the names of the columns that are added, or rename what the input has")
                .satisfies(
                        e -> assertThat(((InvalidInputException) e).exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED));
    }

    @Test
    void aPrefixMakesRoomForAnInputColumnNamedLikeAnAnswer() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("id", "tldr"), List.of("tldr"), "ai_");

        assertThat(columns.all()).startsWith("id", "tldr", "ai_tldr", "enrichment_status");
    }

    @Test
    void aColumnWithThePrefixFromAnEarlierRunIsAClashAndAnotherPrefixTheCure() {
        assertThatThrownBy(() -> OutputColumns.of(
                        "in.csv", List.of("tldr", "AI_tldr", "ai_challenge"), List.of("tldr", "challenge"), "ai_"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("in.csv already has the columns \"AI_tldr\", \"ai_challenge\"")
                .hasMessageContaining("Write prefix=ai2_ to put ai2_ before");
    }

    @Test
    void aColumnThatComesLateClashesAlike() {
        OutputColumns columns = OutputColumns.of("in.jsonl", List.of("id"), List.of("tldr"), "ai_");

        assertThat(columns.replaces("tldr")).isFalse();
        assertThat(columns.replaces("enrichment_note")).isTrue();
        assertThatThrownBy(() -> columns.replaces("ai_tldr"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("in.jsonl already has the column \"ai_tldr\"")
                .hasMessageContaining("prefix=ai2_");
    }

    @Test
    void aPrefixCannotMakeAColumnThatEveryRunAddsForItself() {
        assertThatThrownBy(() -> OutputColumns.of("in.csv", List.of("id"), List.of("score", "Status"), "enrichment_"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("prefix=enrichment_ makes the column enrichment_Status");
    }

    @Test
    void columnsStandInTheOrderOfTheContract() {
        OutputColumns columns = OutputColumns.of("in.csv", List.of("b", "enrichment_note", "a"), List.of("z", "y"), "");

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
