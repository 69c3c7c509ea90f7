package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromptRendererTest {

    private final Recipe recipe = Recipes.roadmap();
    private final PromptRenderer renderer = new PromptRenderer(recipe);

    @Test
    void theUserMessageIsOneObjectWithTheItemsInOrder() {
        Item first = Recipes.item(recipe, Map.of("topic", "Say \"no\"\n}]}", "area", "People"));
        Item second = Recipes.item(recipe, Map.of("topic", "Hiring"));

        Prompt prompt = renderer.render(List.of(first, second));

        List<String> ids = List.copyOf(prompt.items().keySet());
        assertThat(prompt.user())
                .isEqualTo("{\"items\":[{\"id\":\"" + ids.get(0)
                        + "\",\"topic\":\"Say \\\"no\\\"\\n}]}\",\"area\":\"People\"}," + "{\"id\":\"" + ids.get(1)
                        + "\",\"topic\":\"Hiring\"}]}");
        assertThat(prompt.items().values()).containsExactly(first, second);
    }

    @Test
    void theUnchangingPartIsEqualForAllPrompts() {
        Prompt one = renderer.render(List.of(Recipes.item(recipe, Map.of("topic", "Hiring"))));
        Prompt other = new PromptRenderer(Recipes.roadmap())
                .render(List.of(
                        Recipes.item(recipe, Map.of("topic", "Budget")),
                        Recipes.item(recipe, Map.of("topic", "Layoffs"))));

        assertThat(one.system()).isEqualTo(other.system());
        assertThat(one.replySchema()).isEqualTo(other.replySchema());
    }

    @Test
    void theSystemTextSaysWhatToAnswerAndHow() {
        String system = renderer.render(List.of()).system();

        assertThat(system)
                .startsWith(recipe.system())
                .contains(recipe.instruction())
                .contains("these fields: topic, description, level, area.")
                .contains("- \"id\": the id of the item that it answers, copied exactly\n")
                .contains("- \"tldr\": string; at most 200 characters; at most 15 words; What the topic is about")
                .contains("- \"challenge\": one of [\"practice\",\"expert\"]; ")
                .doesNotContain("%s");
    }

    @Test
    void limitsAreSaidInWordsAndExamplesAndTheEchoAreShown() {
        Recipe said = Recipes.of(
                """
                name: said
                fields:
                  page: {shared: true}
                  text: {required: true}
                instruction: "Choose out of {labels}, and write {{labels}} as it is."
                labels: [good, bad]
                verify-echo: text
                output-tokens-per-item: 10
                examples:
                  - item: {page: The whole page, text: one two three four five six}
                    answer: {label: good, score: 0.5, day: "2026-01-31"}
                answer:
                  type: object
                  properties:
                    label: {type: string, enum: labels}
                    score: {type: number, minimum: 0, maximum: 1}
                    day: {type: [string, "null"], format: date}
                """);
        Item item = Recipes.item(said, Map.of("page", "A page", "text", "t"));

        Prompt prompt = new PromptRenderer(said).render(List.of(item));

        assertThat(prompt.system())
                .contains("Choose out of good, bad, and write {labels} as it is.")
                .contains("{\"page\":\"…\", \"items\":[{\"id\":\"…\", …}]}")
                .contains("these fields: text. They have in common: page.")
                .contains("from its own fields and page, as if")
                .contains("- \"echo\": the first 5 words of the item's text, copied exactly\n- \"label\": one of")
                .contains("- \"score\": number; at least 0; at most 1")
                .contains("- \"day\": string or null; a date such as 2026-03-31")
                .contains(
                        "{\"page\":\"The whole page\",\"items\":[{\"id\":\"example-1\",\"text\":\"one two three four five six\"}]}")
                .contains(
                        "{\"results\":[{\"id\":\"example-1\",\"echo\":\"one two three four five\",\"label\":\"good\",");
        assertThat(prompt.user())
                .startsWith("{\"page\":\"A page\",\"items\":[{\"id\":\"")
                .endsWith("\",\"text\":\"t\"}]}");
    }

    @Test
    void theReplySchemaDemandsIdFirstAndNothingElse() {
        JsonNode schema =
                JsonMapper.shared().readTree(renderer.render(List.of()).replySchema());
        JsonNode element = schema.at("/properties/results/items");

        assertThat(schema.path("required").toString()).isEqualTo("[\"results\"]");
        assertThat(schema.path("additionalProperties").booleanValue()).isFalse();
        assertThat(element.path("properties").propertyNames()).containsExactly("id", "tldr", "challenge");
        assertThat(element.path("required").toString()).isEqualTo("[\"id\",\"tldr\",\"challenge\"]");
        assertThat(element.path("additionalProperties").booleanValue()).isFalse();
        assertThat(element.at("/properties/challenge/enum").toString()).isEqualTo("[\"practice\",\"expert\"]");
    }

    @Test
    void idsThatWouldClashGrowAndTheSameKeyTwiceStillGetsTwo() {
        Item one = withKey(1, 1);
        Item sameStart = withKey(1, 2);

        Prompt prompt = renderer.render(List.of(one, sameStart, one));

        assertThat(prompt.items()).hasSize(3);
        assertThat(prompt.items().values()).containsExactly(one, sameStart, one);
        assertThat(prompt.items().keySet()).doesNotContainNull().allMatch(id -> id.matches("[a-z][a-z0-9-]+"));
    }

    @Test
    void idsDoNotDependOnThePlaceInThePrompt() {
        Item one = Recipes.item(recipe, Map.of("topic", "Hiring"));
        Item other = Recipes.item(recipe, Map.of("topic", "Budget"));

        assertThat(renderer.render(List.of(one, other)).items())
                .isEqualTo(renderer.render(List.of(other, one)).items());
    }

    private static Item withKey(long prefix, long fourth) {
        return new Item(1, 1, new ItemKey(prefix, 0, 0, fourth), Map.of("topic", "t"), "");
    }
}
