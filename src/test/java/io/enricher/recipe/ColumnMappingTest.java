package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import io.enricher.recipe.ColumnMapping.Nesting;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

    @Test
    void matchesNamesWithoutRegardToCaseAndBlanks() {
        assertThat(resolve(List.of("LEVEL", " Topic ", "x"), Map.of()))
                .containsExactly(Map.entry("topic", " Topic "), Map.entry("level", "LEVEL"));
    }

    @Test
    void takesTheMappedColumnInsteadOfTheOneOfTheName() {
        assertThat(resolve(List.of("topic", "Long Title"), Map.of("TOPIC", "long title")))
                .containsExactly(Map.entry("topic", "Long Title"));
    }

    @Test
    void columnsOfAnEarlierRunAreNoClash() {
        assertThat(resolve(List.of("topic", "enrichment_status", "enrichment_model"), Map.of()))
                .containsExactly(Map.entry("topic", "topic"));
    }

    @Test
    void refusesAMissingRequiredColumnAndNamesTheCure() {
        assertMalformed(List.of("Title", "level"), Map.of())
                .hasMessage("in.csv: no column \"topic\", which recipe roadmap needs. The columns there are: \"Title\","
                        + " \"level\". Name the one to use: map.topic=COLUMN");
    }

    @Test
    void refusesAMappedColumnThatIsNotThere() {
        assertMalformed(List.of("topic", "Details"), Map.of("description", "Detail"))
                .hasMessage(
                        "in.csv: no column \"Detail\" (map.description); did you mean \"Details\"? The columns there"
                                + " are: \"topic\", \"Details\"");
    }

    @Test
    void aPathIntoAColumnThatIsNotThereIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> ColumnMapping.resolve(
                        Recipes.roadmap(),
                        List.of("id", "meta"),
                        Map.of("topic", "metta.title"),
                        "in.jsonl",
                        Nesting.PATHS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("in.jsonl: no column \"metta.title\" (map.topic); did you mean \"meta.title\"? The columns"
                        + " there are: \"id\", \"meta\"");
    }

    @Test
    void aPathIntoAColumnThatMayComeLaterIsTaken() {
        assertThat(ColumnMapping.resolve(
                        Recipes.roadmap(),
                        List.of("id"),
                        Map.of("topic", "meta.title"),
                        "in.jsonl",
                        Nesting.PATHS_INTO_LATER_COLUMNS))
                .containsEntry("topic", "meta.title");
        assertThatThrownBy(() -> ColumnMapping.resolve(
                        Recipes.roadmap(), List.of("id"), Map.of(), "in.jsonl", Nesting.PATHS_INTO_LATER_COLUMNS))
                .as("nobody said where it is")
                .hasMessageContaining("no column \"topic\"");
    }

    @Test
    void refusesAMappingOfNoField() {
        assertThatThrownBy(() -> resolve(List.of("topic"), Map.of("topik", "topic")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "map.topik: recipe roadmap has no field \"topik\"; did you mean \"topic\"? Its fields: topic,"
                                + " description, level, area");
    }

    @Test
    void refusesToGuessBetweenColumnsThatDifferInCaseOnly() {
        assertMalformed(List.of("Topic", "TOPIC"), Map.of()).hasMessageContaining("map.topic=COLUMN");
        assertThat(resolve(List.of("Topic", "topic"), Map.of())).containsExactly(Map.entry("topic", "topic"));
        assertThat(resolve(List.of("Topic", "TOPIC"), Map.of("topic", "TOPIC")))
                .containsExactly(Map.entry("topic", "TOPIC"));
    }

    private static Map<String, String> resolve(List<String> columns, Map<String, String> mapped) {
        return ColumnMapping.resolve(Recipes.roadmap(), columns, mapped, "in.csv");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertMalformed(
            List<String> columns, Map<String, String> mapped) {
        return assertThatThrownBy(() -> resolve(columns, mapped))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(((EnricherException) e).exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED));
    }
}
