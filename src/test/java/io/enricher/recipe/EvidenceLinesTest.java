package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.SourceRecord;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceLinesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a span without gaps    | 40  | ''         | 41 43",
                "null                   | 40  | null       | 41 43",
                "a skeleton             | 40  | [40,41,45,60] | 41 60",
                "the file's first line  | 1   | ''         | 2 4",
                "no line                | ''  | ''         | 2 4",
                "a line that is none    | top | ''         | 2 4",
                "a list that is too short | 40 | [40,41]   | 41 43",
            })
    void linesOfTheTextBecomeLinesOfTheFile(String name, String startLine, String textLines, String expected) {
        String finished = finisher(Recipes.spans())
                .finish(record(startLine, textLines), "{\"summary\":\"s\",\"evidence\":[{\"from\":2,\"to\":4}]}");

        String[] lines = expected.split(" ", -1);
        assertThat(finished)
                .isEqualTo("{\"summary\":\"s\",\"evidence\":[{\"from\":" + lines[0] + ",\"to\":" + lines[1] + "}]}");
    }

    @Test
    void derivedFieldsSeeTheLinesOfTheFile() {
        Recipe recipe = Recipes.of(Recipes.SPANS + "derived: {where: \"{path} {evidence}\"}\n");

        assertThat(finisher(recipe).finish(record("40", ""), "{\"evidence\":[{\"from\":1,\"to\":2}]}"))
                .endsWith(",\"where\":\"A.java [{\\\"from\\\":40,\\\"to\\\":41}]\"}");
    }

    @Test
    void aRowWithoutAnswerHasNoContext() {
        Recipe recipe =
                Recipes.of(Recipes.SPANS + "defaults: {summary: none, pitfalls: [], related: [], evidence: []}\n");

        assertThat(finisher(recipe).withoutAnswer(record("40", "")))
                .contains("{\"summary\":\"none\",\"pitfalls\":[],\"related\":[],\"evidence\":[],\"context\":null}");
    }

    private static AnswerFinisher finisher(Recipe recipe) {
        return new AnswerFinisher(recipe, Recipes.columns(recipe));
    }

    private static SourceRecord record(String startLine, String textLines) {
        return new SourceRecord(
                1, 1, Map.of("path", "A.java", "startLine", startLine, "textLines", textLines), Set.of("textLines"));
    }
}
