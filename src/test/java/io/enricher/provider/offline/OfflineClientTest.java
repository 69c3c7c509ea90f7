package io.enricher.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.enricher.domain.Usage;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OfflineClientTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FIRST =
            """
            {"id":"1","topic":"Delegation","description":"Hand over outcomes, not tasks, and agree on how often you will look at progress together with the team. Practice it weekly. Delegation grows people."}""";
    private static final String SECOND =
            """
            {"id":"2","topic":"Budget\\nplanning","description":"For an expert: plan the year’s budget."}""";
    private static final String EMPTY = "{\"id\":\"3\",\"topic\":\"\"}";
    private static final String CHINESE = "{\"id\":\"4\",\"topic\":\"" + "把结果而不是任务交给团队成员并约定检查进度的频率".repeat(20) + "\"}";

    private final OfflineClient client = new OfflineClient();

    @Test
    void summaryIsTheFirstSentenceOfTheLongestFieldCutAtAWord() {
        JsonNode answer =
                answers("{\"type\":\"string\",\"maxLength\":40}", FIRST).get(0);

        assertThat(answer.path("field").asString()).isEqualTo("Hand over outcomes, not tasks, and agree");
        assertThat(answers("{\"type\":\"string\"}", FIRST).get(0).path("field").asString())
                .isEqualTo("Hand over outcomes, not tasks, and agree on how often you will");
    }

    @Test
    void summaryOfCodeIsWhatItsAuthorWroteAboutIt() {
        String commented =
                """
                {"id":"1","doc":"Adds it up. In cents.","text":"int total() { return prices.stream().sum(); }"}""";
        String bare = "{\"id\":\"1\",\"doc\":\"\",\"text\":\"int total() { return sum; }\"}";

        assertThat(answers("{\"type\":\"string\"}", commented)
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("Adds it up.");
        assertThat(answers("{\"type\":\"string\"}", bare).get(0).path("field").asString())
                .startsWith("int total()");
    }

    @Test
    void enumerationFollowsTheTextWhereItMentionsAChoice() {
        String schema = "{\"enum\":[\"practice\",\"expert\"]}";

        assertThat(answers(schema, FIRST).get(0).path("field").asString()).isEqualTo("practice");
        assertThat(answers(schema, SECOND).get(0).path("field").asString()).isEqualTo("expert");
    }

    @Test
    void listHoldsTheTermsThatOccurMost() {
        JsonNode terms = answers("{\"type\":\"array\",\"maxItems\":2,\"items\":{\"type\":\"string\"}}", FIRST)
                .get(0)
                .path("field");

        assertThat(terms.valueStream().map(JsonNode::asString)).containsExactly("delegation", "outcomes");
    }

    @Test
    void anItemGetsTheSameAnswerInAnyBatch() {
        String schema =
                """
                {"type":"object","properties":{"kind":{"enum":["x1","x2","x3"]},"score":{"type":"number"},
                 "sure":{"type":"boolean"},"text":{"type":"string"}}}""";

        JsonNode alone = answers(schema, SECOND).get(0);
        JsonNode amongOthers = answers(schema, FIRST, CHINESE, SECOND, EMPTY).get(2);

        assertThat(amongOthers).isEqualTo(alone);
        assertThat(new OfflineClient().ask(request(schema, SECOND)).text())
                .isEqualTo(client.ask(request(schema, SECOND)).text());
    }

    @Test
    void similarItemsDoNotAllGetTheSameChoice() {
        long distinct = IntStream.range(0, 50)
                .mapToObj(number -> answers(
                                "{\"enum\":[\"x1\",\"x2\",\"x3\"]}", "{\"id\":\"1\",\"topic\":\"row " + number + "\"}")
                        .get(0)
                        .path("field")
                        .asString())
                .distinct()
                .count();

        assertThat(distinct).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\",\"minLength\":80,\"maxLength\":100}",
                "{\"type\":\"string\",\"maxLength\":3}",
                "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5}",
                "{\"type\":\"integer\",\"exclusiveMinimum\":1,\"exclusiveMaximum\":3}",
                "{\"type\":\"integer\",\"multipleOf\":5,\"minimum\":7,\"maximum\":12}",
                "{\"type\":\"integer\",\"maximum\":-20}",
                "{\"type\":\"number\",\"minimum\":0.2,\"maximum\":0.25}",
                "{\"type\":\"number\",\"minimum\":0.201,\"maximum\":0.202}",
                "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1}",
                "{\"type\":\"boolean\"}",
                "{\"type\":[\"string\",\"null\"]}",
                "{\"type\":[\"null\",\"integer\"]}",
                "{\"const\":\"fixed\"}",
                "{\"enum\":[1,2,null]}",
                "{\"enum\":[null]}",
                "{\"type\":\"array\",\"minItems\":3,\"maxItems\":4,\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"minLength\":2,\"maxLength\":8}}",
                "{\"type\":\"array\",\"maxItems\":0,\"items\":{\"type\":\"string\"}}",
                "{\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"uniqueItems\":true,\"items\":{\"enum\":[\"a\",\"b\",\"c\"]}}",
                "{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}}",
                "{\"type\":\"object\",\"required\":[\"id\",\"deep\"],\"properties\":{\"id\":{\"type\":\"integer\"},\"deep\":{\"type\":\"object\",\"required\":[\"s\"],\"properties\":{\"s\":{\"type\":\"string\"}}}}}",
                "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\",\"minimum\":3,\"maximum\":3}]}",
                "{\"$ref\":\"#/$defs/score\"}",
            })
    void answersKeepToTheSchema(String fieldSchema) {
        ModelRequest request = request(fieldSchema, FIRST, SECOND, EMPTY, CHINESE);

        ModelReply reply = client.ask(request);

        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(request.replySchema().orElseThrow()));
        assertThat(schema.validate(JSON.readTree(reply.text())))
                .describedAs(reply.text())
                .isEmpty();
        assertThat(JSON.readTree(reply.text()).path("results").valueStream().map(result -> result.path("id")
                        .asString()))
                .containsExactly("1", "2", "3", "4");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aTimeIsNoneOrOneThatNobodyTakesForReal() {
        assertThat(answers("{\"type\":[\"string\",\"null\"],\"format\":\"date\"}", FIRST))
                .allSatisfy(answer -> assertThat(answer.path("field").isNull()).isTrue());
        assertThat(answers("{\"type\":\"string\",\"format\":\"date\"}", FIRST))
                .extracting(answer -> answer.path("field").asString())
                .containsExactly("1970-01-01");
        assertThat(answers("{\"type\":\"string\",\"format\":\"date-time\"}", FIRST))
                .extracting(answer -> answer.path("field").asString())
                .containsExactly("1970-01-01T00:00:00Z");
    }

    @Test
    void aRangeOfLinesIsTheWholeNumberedText() {
        String range =
                "{\"type\":\"object\",\"properties\":{\"from\":{\"type\":\"integer\"},\"to\":{\"type\":\"integer\"}}}";
        String numbered = "{\"id\":\"1\",\"text\":\"1| int a() {\\n[...]\\n30|   return 1;\\n31| }\"}";

        assertThat(answers(range, numbered).get(0).path("field").toString()).isEqualTo("{\"from\":1,\"to\":31}");
        assertThat(answers("{\"type\":\"string\"}", numbered)
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("int a() { [...] return 1; }");
    }

    @Test
    void aListOfWhatHasAPatternIsEmptyWhereItMayBe() {
        String list = "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"x{9}\"}}";

        assertThat(answers(list, FIRST).get(0).path("field").toString()).isEqualTo("[]");
    }

    @Test
    void whatStandsAroundAnItemDoesNotChangeItsAnswer() {
        String alone = "{\"id\":\"1\",\"text\":\"Adds prices.\"}";
        String inContext =
                "{\"id\":\"1\",\"text\":\"Adds prices.\",\"context\":[\"caller: a much longer line than the text\"]}";

        assertThat(answers("{\"type\":\"string\"}", inContext)).isEqualTo(answers("{\"type\":\"string\"}", alone));
        assertThat(answers("{\"type\":\"integer\"}", inContext)).isEqualTo(answers("{\"type\":\"integer\"}", alone));
    }

    @Test
    void promptThatIsNoJsonIsRejectedWithoutQuotingIt() {
        assertThatThrownBy(() -> client.ask(new ModelRequest("", "secret text", "{}", 1, 1, 1)))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageNotContaining("secret");
    }

    private List<JsonNode> answers(String fieldSchema, String... items) {
        return JSON.readTree(client.ask(request(fieldSchema, items)).text())
                .path("results")
                .valueStream()
                .toList();
    }

    private static ModelRequest request(String fieldSchema, String... items) {
        String schema =
                """
                {"type":"object","required":["results"],"$defs":{"score":{"type":"integer","minimum":1,"maximum":5}},
                 "properties":{"results":{"type":"array","items":{"type":"object","additionalProperties":false,
                  "required":["id","field"],"properties":{"id":{"type":"string"},"field":%s}}}}}"""
                        .formatted(fieldSchema);
        return new ModelRequest("", "{\"items\":[" + String.join(",", items) + "]}", schema, items.length, 1, 1);
    }
}
