package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaAnswersTest {

    private static final String RICH =
            """
            {"type":"object","required":["results"],"$defs":{"mood":{"type":"string","enum":["good","bad"]}},
             "properties":{"results":{"type":"array","items":{"type":"object","additionalProperties":false,
              "required":["id","title","mood","score","share","tags","topics","place","maybe","flag","fixed","day"],
              "properties":{
               "id":{"type":"string"},
               "title":{"type":"string","maxLength":12,"minLength":3},
               "long":{"type":"string","minLength":80},
               "mood":{"$ref":"#/$defs/mood"},
               "score":{"type":"integer","minimum":1,"maximum":5},
               "share":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.5},
               "tags":{"type":"array","minItems":3,"maxItems":4,"uniqueItems":true,"items":{"type":"string"}},
               "topics":{"type":"array","minItems":2,"uniqueItems":true,"items":{"type":"string","enum":["a","b","c"]}},
               "place":{"type":"object","required":["city"],"properties":{"city":{"type":"string"},
                        "zip":{"type":["null","string"]}}},
               "maybe":{"anyOf":[{"type":"null"},{"type":"integer","minimum":7,"maximum":9}]},
               "flag":{"type":"boolean"},
               "fixed":{"const":"yes"},
               "day":{"type":"string","format":"date"}}}}}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {"one", "two words", "three words here", "four words are here\nand a second field", "日本語 テキスト"})
    void answerIsValidUnderTheSchema(String text) {
        ObjectNode answer = SchemaAnswers.expectedAnswer(RICH, text).put("id", "1");

        JsonNode reply = JsonMapper.shared()
                .createObjectNode()
                .set("results", JsonMapper.shared().createArrayNode().add(answer));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().readTree(RICH));
        assertThat(schema.validate(reply)).isEmpty();
        assertThat(JsonMapper.shared().readTree(answer.toString())).isEqualTo(answer);
        assertThat(answer.path("maybe").isInt()).isTrue();
        assertThat(answer.path("place").path("zip").isString()).isTrue();
    }

    @Test
    void answerDependsOnEveryFieldOfTheItemAndOnNothingElse() {
        String text = SchemaAnswers.itemText("same first words here", "second field");

        assertThat(SchemaAnswers.expectedAnswer(RICH, text)).isEqualTo(SchemaAnswers.expectedAnswer(RICH, text));
        assertThat(SchemaAnswers.expectedText("tldr", text))
                .startsWith("about same first words ")
                .isNotEqualTo(SchemaAnswers.expectedText(
                        "tldr", SchemaAnswers.itemText("same first words here", "another field")))
                .isNotEqualTo(SchemaAnswers.expectedText("title", text));
    }

    @Test
    void itemTextLeavesOutEmptyFieldsAndOuterSpace() {
        assertThat(SchemaAnswers.itemText(" a ", "", "  ", "b")).isEqualTo("a\nb");
    }

    @Test
    void elementHasTheItemsIdAndItsExpectedAnswer() {
        JsonNode schema = JsonMapper.shared().readTree(RICH);

        ObjectNode element = SchemaAnswers.element(schema, new AskedItem("r-7", Map.of("topic", "some text")));

        assertThat(element.remove("id").asString()).isEqualTo("r-7");
        assertThat(element).isEqualTo(SchemaAnswers.expectedAnswer(RICH, "some text"));
    }

    @Test
    void geminisOlderSchemaFormIsUnderstood() {
        String schema =
                """
                {"type":"OBJECT","properties":{"results":{"type":"ARRAY","items":{"type":"OBJECT",
                "properties":{"id":{"type":"STRING"},"n":{"type":"INTEGER","minimum":2,"maximum":2}}}}}}""";

        assertThat(SchemaAnswers.expectedAnswer(schema, "x").path("n").asInt()).isEqualTo(2);
    }
}
