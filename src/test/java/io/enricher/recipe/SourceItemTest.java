package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceItemTest {

    private static final String LONG = "void run() {\n"
            + "    first(argument, other);\n    second(argument, other);\n    third(argument, other);\n".repeat(4)
            + "    last();\n}";

    private final Recipe recipe = Recipes.spans();

    @Test
    void theModelsTextHasANumberBeforeEachLineAndKeepsItsBlankLinesAndIndents() {
        Item item = item(Map.of("text", "\n  a\n\n    b  \n\n"));

        assertThat(item.fields().get("text")).isEqualTo("1| \n2|   a\n3| \n4|     b");
        assertThat(item.note()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"path, other/B.java", "startLine, 99", "endLine, 120", "statementLines, '[2]'"})
    void whatIsNotInTheKeyMayChange(String field, String changed) {
        assertThat(key(Map.of(field, changed))).isEqualTo(key(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"kind, class", "text, b"})
    void whatIsInTheKeyMayNot(String field, String changed) {
        assertThat(key(Map.of(field, changed))).isNotEqualTo(key(Map.of()));
    }

    @Test
    void hiddenFieldsStayWithTheItem() {
        Item item = item(Map.of("startLine", "7"));

        assertThat(item.fields()).containsEntry("startLine", "7").doesNotContainKey("path");
        assertThat(item.group().shared()).isEqualTo(Map.of("path", "A.java"));
    }

    @Test
    void itemsAreGroupedByHiddenFieldsToo() {
        Recipe byStart = Recipes.of(Recipes.SPANS.replace("group-by: [kind]", "group-by: [kind, startLine]"));

        assertThat(Recipes.item(byStart, record(Map.of("startLine", "1"))).group())
                .isNotEqualTo(
                        Recipes.item(byStart, record(Map.of("startLine", "2"))).group());
    }

    @Test
    void aTextThatIsCutSaysSoAndKeepsTheNumbersOfItsLines() {
        Item item = item(Map.of("text", LONG, "statementLines", "[2,5,8,11,14]"));

        assertThat(item.note()).isEqualTo("truncated");
        assertThat(item.fields().get("text"))
                .startsWith("1| void run() {\n")
                .contains("\n" + FieldTruncation.MARKER + "\n")
                .endsWith("14|     last();\n15| }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "[2,", "[null]", "[\"2\"]", "{}", "-", "[99]", "[0]"})
    void withoutUsableStatementsATextIsCutBetweenItsLines(String statements) {
        Item item = item(Map.of("text", LONG, "statementLines", statements));

        assertThat(item.note()).isEqualTo("truncated");
        assertThat(item.fields().get("text")).startsWith("1| void run() {\n2| ").endsWith("\n15| }");
    }

    @Test
    void aTextThatIsTooLongForTheModelIsCutAtItsStatementsTo75Percent() {
        Recipe roomy = Recipes.of(Recipes.SPANS.replace("max-characters: 120", "max-characters: 5000"));
        Item item = Recipes.item(roomy, record(Map.of("text", LONG, "statementLines", "[2,5,8,11,14]")));
        assertThat(item.note()).isEmpty();

        Item once = FieldTruncation.cutLongest(roomy, item).orElseThrow();
        Item twice = FieldTruncation.cutLongest(roomy, once).orElseThrow();

        assertThat(lines(once)).isEqualTo("1 2 3 4 11 12 13 14 15");
        assertThat(lines(twice)).isEqualTo("1 2 3 4 14 15");
        assertThat(twice.note()).isEqualTo("truncated");
        assertThat(twice.fields()).containsEntry("statementLines", "[2,5,8,11,14]");
    }

    @Test
    void aTextWithoutNumbersIsCutAtItsStatementsToo() {
        Recipe plain = Recipes.of(Recipes.SPANS
                .replace("    numbered: true\n", "")
                .replace("max-characters: 120", "max-characters: 5000")
                .replace("evidence: evidence, ", ""));
        Item item = Recipes.item(plain, record(Map.of("text", LONG, "statementLines", "[2,5,8,11,14]")));

        Item once = FieldTruncation.cutLongest(plain, item).orElseThrow();
        Item twice = FieldTruncation.cutLongest(plain, once).orElseThrow();

        assertThat(once.fields().get("text"))
                .startsWith("void run() {\n    first(")
                .endsWith("\n    last();\n}");
        assertThat(twice.fields().get("text"))
                .hasSizeLessThan(once.fields().get("text").length());
    }

    @Test
    void contextIsKeyedOnlyIfTheRecipeSaysSo() {
        Recipe keyed = Recipes.of(Recipes.SPANS.replace("callers: 1}", "callers: 1, in-key: true}"));

        assertThat(keyWith(recipe, neighbour(2, "b"))).isEqualTo(keyWith(recipe, neighbour(2, "c")));
        assertThat(keyWith(keyed, neighbour(2, "b"))).isNotEqualTo(keyWith(keyed, neighbour(2, "c")));
        assertThat(keyWith(keyed, neighbour(2, "b"))).isEqualTo(keyWith(keyed, neighbour(9, "b")));
    }

    @Test
    void aRecipeWithoutContextAsksForNone() {
        Recipe without = Recipes.of(Recipes.SPANS.replaceFirst("context:.*\n", ""));
        ItemFactory factory = new ItemFactory(without, "m", Recipes.columns(without), record -> {
            throw new AssertionError("not to be asked");
        });

        assertThat(factory.prepare(new SourceRecord(1, 2, record(Map.of())))
                        .item()
                        .context())
                .isEmpty();
    }

    @Test
    void withoutGroupingWhatWasSharedIsShownWithEachItemAndKeysStay() {
        Recipe ungrouped = recipe.ungrouped();

        Item item = Recipes.item(ungrouped, record(Map.of()));

        assertThat(item.fields()).containsEntry("path", "A.java");
        assertThat(item.group().key()).isEmpty();
        assertThat(item.key()).isEqualTo(item(Map.of()).key());
        assertThat(ungrouped.batch().maxLineGap()).isEmpty();
        assertThat(ungrouped.fingerprint()).isEqualTo(recipe.fingerprint());
    }

    private static ContextSpan neighbour(long number, String signature) {
        return new ContextSpan(number, Relation.NEIGHBOUR, "B.java:b", 0.9, signature);
    }

    private static ItemKey keyWith(Recipe recipe, ContextSpan span) {
        return new ItemFactory(recipe, "m", Recipes.columns(recipe), record -> List.of(span))
                .prepare(new SourceRecord(1, 2, record(Map.of())))
                .item()
                .key();
    }

    private ItemKey key(Map<String, String> changed) {
        return item(changed).key();
    }

    private Item item(Map<String, String> changed) {
        return Recipes.item(recipe, record(changed));
    }

    private static Map<String, String> record(Map<String, String> changed) {
        Map<String, String> record = new LinkedHashMap<>(
                Map.of("path", "A.java", "kind", "method", "text", "a", "startLine", "1", "endLine", "9"));
        record.putAll(changed);
        return record;
    }

    private static String lines(Item item) {
        List<String> numbers = new ArrayList<>();
        SourceLines.ofNumbered(item.fields().get("text"))
                .lines()
                .forEach(line -> numbers.add(String.valueOf(line.number())));
        return String.join(" ", numbers);
    }
}
