package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.SourceRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemFactoryTest {

    private static final Map<String, String> COLUMNS =
            Map.of("topic", "Title", "description", "Description", "level", "level");

    private final Recipe recipe = Recipes.roadmap();
    private final ItemFactory factory = new ItemFactory(recipe, "openai/gpt-5-nano", COLUMNS);

    @Test
    void picksTheUsedFieldsInTheRecipesOrder() {
        Draft draft =
                factory.prepare(record("level", "Senior", "other", "x", "Description", " why \n", "Title", "\tHiring"));

        Item item = draft.item();
        assertThat(draft).isInstanceOf(Draft.Ready.class);
        assertThat(item.fields().entrySet())
                .containsExactly(
                        Map.entry("topic", "Hiring"), Map.entry("description", "why"), Map.entry("level", "Senior"));
        assertThat(item.number()).isEqualTo(7);
        assertThat(item.place().line()).isEqualTo(9);
        assertThat(item.note()).isEmpty();
    }

    @Test
    void truncatesAsTheRecipeSaysWithoutANote() {
        Item item = factory.prepare(record("Title", "Hiring", "Description", "d".repeat(2000)))
                .item();

        assertThat(item.fields().get("description")).isEqualTo("d".repeat(1500));
        assertThat(item.note()).isEmpty();
    }

    @Test
    void leavesOutAnEmptyOptionalField() {
        Item item = factory.prepare(record("Title", "Hiring", "Description", "  ", "level", ""))
                .item();

        assertThat(item.fields()).containsOnlyKeys("topic");
    }

    @Test
    void namesTheRequiredFieldThatIsEmpty() {
        Draft draft = factory.prepare(record("Title", " \n", "Description", "why"));

        assertThat(draft).isInstanceOf(Draft.Incomplete.class);
        assertThat(((Draft.Incomplete) draft).field()).isEqualTo("topic");
        assertThat(draft.item().fields()).containsOnlyKeys("description");
    }

    @Test
    void aRecordWithoutAnyUsedTextIsIncompleteThoughNothingIsRequired() {
        Recipe optional = Recipes.of(
                """
                name: optional
                fields: {a: , b: }
                instruction: Go.
                answer: {type: object, properties: {x: {type: string}}}
                output-tokens-per-item: 5
                """);
        ItemFactory ofOptional = new ItemFactory(optional, "m", Map.of("a", "a", "b", "b"));

        assertThat(ofOptional.prepare(record("a", "", "b", ""))).isInstanceOf(Draft.Incomplete.class);
        assertThat(ofOptional.prepare(record("a", "", "b", "1"))).isInstanceOf(Draft.Ready.class);
    }

    @Test
    void equalUsedFieldsHaveOneKeyWhateverElseTheRecordHolds() {
        ItemKey key = key(factory, "Title", "Hiring", "Description", "why", "level", "1");

        assertThat(key(factory, "level", "1", "Description", "why ", "Title", "Hiring", "extra", "9"))
                .isEqualTo(key);
        assertThat(key(
                        new ItemFactory(
                                recipe, "openai/gpt-5-nano", Map.of("topic", "t", "description", "d", "level", "l")),
                        "t",
                        "Hiring",
                        "d",
                        "why",
                        "l",
                        "1"))
                .isEqualTo(key);
    }

    @Test
    void textBeyondTheTruncationIsNotInTheKey() {
        assertThat(key(factory, "Title", "Hiring", "Description", "d".repeat(1500)))
                .isEqualTo(key(factory, "Title", "Hiring", "Description", "d".repeat(1501) + "more"))
                .isNotEqualTo(key(factory, "Title", "Hiring", "Description", "d".repeat(1499)));
    }

    @Test
    void everythingThatShapesTheAnswerIsInTheKey() {
        Recipe changed = Recipes.of(Recipes.REVIEW);
        Set<ItemKey> keys = new HashSet<>(List.of(
                key(factory, "Title", "Hiring", "Description", "why"),
                key(factory, "Title", "Hiring", "level", "why"),
                key(factory, "Title", "Hiringd", "Description", "why"),
                key(factory, "Title", "Hiring", "Description", "Why"),
                key(factory, "Title", "Hiring"),
                key(factory, "Title", "Hiring", "Description", "description"),
                key(new ItemFactory(recipe, "openai/gpt-5", COLUMNS), "Title", "Hiring", "Description", "why"),
                key(new ItemFactory(changed, "openai/gpt-5-nano", Map.of("text", "Title")), "Title", "Hiring")));

        assertThat(keys).hasSize(8);
    }

    @Test
    void keysStayTheSameFromReleaseToRelease() {
        // Of the format, not of a recipe: whoever changes it loses every user's paid answers.
        Recipe fixed = new Recipe(
                "n",
                "1",
                "t",
                List.of(new InputField("a", true, Optional.empty(), false)),
                List.of(),
                "s",
                "i",
                List.of(),
                BatchLimits.DEFAULT,
                "{}",
                1,
                Parameters.NONE,
                Map.of(),
                Optional.empty(),
                Finish.NONE,
                Optional.empty(),
                Optional.empty(),
                "f".repeat(64));

        assertThat(key(new ItemFactory(fixed, "p/m", Map.of("a", "a")), "a", "\u00e4\u20ac\uD83D\uDE00"))
                .hasToString("a22d19098976d9919095d4a06c74f7e6ad8da764ba2aa5418b84a866154178d0");
    }

    @Test
    void replacesALoneSurrogateThatNoEncoderTakes() {
        Item item = factory.prepare(record("Title", "a\uD83Db \uD83D\uDE00")).item();

        assertThat(item.fields().get("topic")).isEqualTo("a\uFFFDb \uD83D\uDE00");
    }

    @Test
    void manyThreadsGetTheSameKeys() {
        List<ItemKey> alone = IntStream.range(0, 5000).mapToObj(this::numbered).toList();

        List<ItemKey> together =
                IntStream.range(0, 5000).parallel().mapToObj(this::numbered).collect(Collectors.toList());

        assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
    }

    private ItemKey numbered(int number) {
        return key(factory, "Title", "topic " + number);
    }

    private static ItemKey key(ItemFactory factory, String... cells) {
        return factory.prepare(record(cells)).item().key();
    }

    private static SourceRecord record(String... cells) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            fields.put(cells[i], cells[i + 1]);
        }
        return new SourceRecord(7, 9, fields);
    }
}
