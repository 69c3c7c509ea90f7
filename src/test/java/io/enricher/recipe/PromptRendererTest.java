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
                .contains("- \"tldr\": string; at most 15 words; What the topic is about")
                .contains("- \"challenge\": one of [\"practice\",\"expert\"]; ")
                .doesNotContain("%s");
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
