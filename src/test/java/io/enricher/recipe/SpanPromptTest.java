package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.Item;
import io.enricher.domain.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpanPromptTest {

    private final Recipe recipe = Recipes.spans();
    private final PromptRenderer renderer = new PromptRenderer(recipe);

    @Test
    void hiddenFieldsAreNeitherShownNorNamed() {
        Prompt prompt = renderer.render(List.of(item(1, List.of())));

        assertThat(prompt.user())
                .contains("\"path\":\"A.java\"", "1| void a() {}")
                .doesNotContain("startLine", "statementLines");
        assertThat(prompt.system())
                .contains("one or more of these fields: kind, text.")
                .doesNotContain("startLine", "endLine");
    }

    @Test
    void spansOfOneFileAreToBeReadTogether() {
        assertThat(prompt(recipe))
                .contains("spans of the same file", "related", "patterns", "warn")
                .doesNotContain("as if it were the only one");
        assertThat(prompt(recipe.ungrouped()))
                .doesNotContain("of the same file")
                .contains("need not have anything to do with each other");
    }

    @Test
    void whatAnAuthorNeedNotSayIsSaidOfNumbersAndContextOnlyWhereThereAreAny() {
        Recipe without = Recipes.of(Recipes.SPANS
                .replaceFirst("context:.*\n", "")
                .replace("    numbered: true\n", "")
                .replace("evidence: evidence, ", ""));

        assertThat(prompt(recipe)).contains("Each line of text begins with its number", "An item may have \"context\"");
        assertThat(prompt(without)).doesNotContain("begins with its number", "An item may have");
    }

    @Test
    void showsTheNearestOfEachRelationAndLabelsCallsAsFoundByName() {
        Item item = item(
                1,
                List.of(
                        neighbour(2),
                        neighbour(3),
                        neighbour(4),
                        other(5, Relation.CALLER),
                        other(6, Relation.CALLER),
                        other(7, Relation.CALLED)));

        assertThat(context(renderer.render(List.of(item)), item))
                .containsExactly(
                        "neighbour: B.java:n2 (similarity: 0.90): int n2()",
                        "neighbour: B.java:n3 (similarity: 0.90): int n3()",
                        "caller (by name): B.java:o5: int o5()",
                        "called (by name): B.java:o7: int o7()");
    }

    @Test
    void spansOfTheSamePromptAreNotRepeatedAndOthersTakeTheirPlace() {
        Item item = item(1, List.of(neighbour(2), neighbour(3), neighbour(4), other(2, Relation.CALLER)));

        Prompt together = renderer.render(List.of(item, item(2, List.of(neighbour(1)))));

        assertThat(context(together, item))
                .containsExactly(
                        "neighbour: B.java:n3 (similarity: 0.90): int n3()",
                        "neighbour: B.java:n4 (similarity: 0.90): int n4()");
        assertThat(together.user()).containsOnlyOnce("\"context\"");
    }

    @Test
    void theModelIsNotAskedForTheContextThatAnAnswerRecords() {
        assertThat(renderer.render(List.of()).replySchema()).doesNotContain("context");
        assertThat(recipe.answerFields()).containsExactly("summary", "pitfalls", "related", "evidence", "context");
        assertThat(recipe.addedFields()).endsWith("context");
    }

    @Test
    void examplesAreShownAsItemsAre() {
        Recipe withExample = Recipes.of(
                Recipes.SPANS.replace(
                        "output-tokens",
                        """
                examples:
                  - item: {path: P.java, text: "x();\\ny();", startLine: "4711"}
                    answer: {summary: s, pitfalls: [], related: [], evidence: []}
                output-tokens"""));

        assertThat(prompt(withExample)).contains("1| x();\\n2| y();").doesNotContain("4711");
    }

    private static String prompt(Recipe recipe) {
        return new PromptRenderer(recipe).render(List.of()).system();
    }

    private static List<String> context(Prompt prompt, Item item) {
        String id = prompt.items().entrySet().stream()
                .filter(entry -> entry.getValue().equals(item))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        JsonNode shown = JsonMapper.shared().readTree(prompt.user()).path("items").values().stream()
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(shown).path("context").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private static ContextSpan neighbour(int number) {
        return new ContextSpan(number, Relation.NEIGHBOUR, "B.java:n" + number, 0.9, "int n" + number + "()");
    }

    private static ContextSpan other(int number, Relation relation) {
        return new ContextSpan(number, relation, "B.java:o" + number, 0, "int o" + number + "()");
    }

    private Item item(int number, List<ContextSpan> context) {
        Map<String, String> fields = Map.of(
                "path", "A.java", "kind", "method", "text", "void a() {}//" + number, "startLine", "3", "endLine", "3");
        return new ItemFactory(recipe, "m", Recipes.columns(recipe), record -> context)
                .prepare(new SourceRecord(number, number, fields))
                .item();
    }
}
