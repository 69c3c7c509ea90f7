package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.SourceRecord;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.AnswerFinisher;
import io.enricher.recipe.Draft;
import io.enricher.recipe.InputField;
import io.enricher.recipe.ItemFactory;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.TokenEstimator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeRecipeTest {

    private static final TokenEstimator TOKENS = TokenEstimator.forModel("scripted");

    private final RecordingOutcomeLog log = new RecordingOutcomeLog();

    @ParameterizedTest
    @ValueSource(strings = {"code-doc", "code-doc-brief"})
    void theOfflineProviderAnswersEverySpanValidly(String name) {
        Recipe recipe = recipe(name);
        List<Item> items = items(recipe, helpers(10));

        Map<ItemKey, Outcome> outcomes = enrich(recipe, items, offline());

        assertThat(outcomes).hasSize(10).allSatisfy((key, outcome) -> assertThat(outcome)
                .isInstanceOf(Outcome.Enriched.class));
        assertThat(outcomes.values())
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Enriched) outcome).answer().note()).isEmpty());
    }

    @Test
    void offlineEvidenceIsTheWholeSpanInLinesOfTheFile() {
        Recipe recipe = recipe("code-doc");
        SourceRecord record = helpers(3).get(2);
        Item item = items(recipe, List.of(record)).get(0);

        Outcome outcome = enrich(recipe, List.of(item), offline()).get(item.key());

        String json = new AnswerFinisher(recipe, columns(recipe))
                .finish(record, ((Outcome.Enriched) outcome).answer().json());
        assertThat(JsonMapper.shared().readTree(json).path("evidence").toString())
                .isEqualTo("[{\"from\":11,\"to\":13}]");
    }

    @Test
    void chunksFromElsewhereNeedTheirFewColumnsOnly() {
        Recipe recipe = recipe("code-doc");
        Map<String, String> chunk = Map.of(
                "path",
                "a.py",
                "language",
                "python",
                "kind",
                "function",
                "name",
                "f",
                "startLine",
                "3",
                "endLine",
                "4",
                "text",
                "def f():\n    pass");

        Item item = items(recipe, List.of(new SourceRecord(1, 1, chunk))).get(0);

        assertThat(enrich(recipe, List.of(item), offline()).get(item.key())).isInstanceOf(Outcome.Enriched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code-doc", "code-doc-brief"})
    void aMovedAndRenamedFileWithShiftedLinesCostsNothing(String name) {
        Recipe recipe = recipe(name);
        SourceRecord record = helpers(1).get(0);
        Map<String, String> moved = new LinkedHashMap<>(record.fields());
        moved.putAll(Map.of("path", "other/Moved.java", "startLine", "100", "endLine", "102"));

        assertThat(items(recipe, List.of(new SourceRecord(7, 7, moved))).get(0).key())
                .isEqualTo(items(recipe, List.of(record)).get(0).key());
    }

    @Test
    void aFileOfTenSmallHelpersIsOneCall() {
        Recipe recipe = recipe("code-doc");

        assertThat(new Questions(recipe, recipe.batch(), TOKENS)
                        .pack(items(recipe, helpers(10)))
                        .prompts())
                .hasSize(1);
    }

    @Test
    void withoutGroupingSpansOfSeveralFilesShareAPrompt() {
        Recipe recipe = recipe("code-doc").ungrouped();
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord record : helpers(67)) {
            Map<String, String> fields = new LinkedHashMap<>(record.fields());
            fields.put("path", "src/File" + record.number() % 5 + ".java");
            records.add(new SourceRecord(record.number(), record.number(), fields));
        }
        Questions questions = new Questions(recipe, recipe.batch().withMaxItems(15), TOKENS);

        List<List<Item>> prompts = questions.pack(items(recipe, records)).prompts();

        assertThat(prompts).hasSize(5);
        assertThat(questions.render(prompts.get(0)).user()).contains("src/File1.java", "src/File2.java");
    }

    @Test
    void aFailingBatchFallsToPartsAndSingles() {
        Recipe recipe = recipe("code-doc");
        ScriptedModelClient client = new ScriptedModelClient(asked ->
                asked.size() > 1 ? Replies.text("no JSON at all") : documented(asked, id -> "[{\"from\":1,\"to\":3}]"));

        Map<ItemKey, Outcome> outcomes = enrich(recipe, items(recipe, helpers(4)), client);

        assertThat(client.sizes()).containsExactly(4, 2, 1, 1, 2, 1, 1);
        assertThat(outcomes.values()).hasSize(4).hasOnlyElementsOfType(Outcome.Enriched.class);
    }

    @Test
    void onlyTheSpanWithStrayEvidenceIsAskedAgainAndFailsAtLast() {
        Recipe recipe = recipe("code-doc");
        List<Item> items = items(recipe, helpers(3));
        ScriptedModelClient client = new ScriptedModelClient(asked -> documented(
                asked,
                id -> asked.request().user().contains("helper2") && isHelper(asked, id, "helper2")
                        ? "[{\"from\":2,\"to\":4}]"
                        : "[{\"from\":2,\"to\":3}]"));

        Map<ItemKey, Outcome> outcomes = enrich(recipe, items, client);

        assertThat(client.sizes()).containsExactly(3, 1, 1);
        assertThat(outcomes.get(items.get(1).key()))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.message())
                        .isEqualTo("evidence/0 is not a range of the item's lines 1 to 3"));
        assertThat(outcomes.get(items.get(0).key())).isInstanceOf(Outcome.Enriched.class);
        assertThat(outcomes.get(items.get(2).key())).isInstanceOf(Outcome.Enriched.class);
    }

    @Test
    void whatTheRecipeCutIsCutOnceMoreForTheModelAndNotesAreJoined() {
        Recipe recipe = recipe("code-doc-brief");
        String text = "void long() {\n" + "    call(some, plain, arguments);\n".repeat(600) + "}";
        Item item = items(recipe, List.of(record(1, text, 1))).get(0);
        assertThat(item.note()).isEqualTo("truncated");
        ScriptedModelClient client = new ScriptedModelClient(asked -> {
            if (asked.number() == 1) {
                throw Replies.tooLong();
            }
            return Replies.text("{\"results\":[{\"id\":\""
                    + asked.topics().keySet().iterator().next() + "\",\"summary\":\"Calls `invented`.\"}]}");
        });

        Outcome outcome = enrich(recipe, List.of(item), client).get(item.key());

        assertThat(client.asked()).hasSize(2);
        assertThat(client.asked().get(1).request().user())
                .hasSizeLessThan(client.asked().get(0).request().user().length());
        assertThat(((Outcome.Enriched) outcome).answer().note()).isEqualTo("truncated,ungrounded");
    }

    @Test
    void spansArePackedWithoutTheirContext() {
        Recipe recipe = recipe("code-doc");
        Questions questions = new Questions(recipe, recipe.batch(), TOKENS);
        Item item = items(recipe, helpers(1)).get(0);
        Item inContext = item.withContext(
                List.of(new ContextSpan(9, Relation.NEIGHBOUR, "src/B.java:other", 0.8, "int other(int value)")));

        assertThat(questions.tokensOf(inContext)).isEqualTo(questions.tokensOf(item));
        assertThat(questions.tokensOfContext(inContext)).isBetween(10, 40);
        assertThat(questions.tokensOfContext(item)).isZero();
    }

    private Map<ItemKey, Outcome> enrich(Recipe recipe, List<Item> items, ModelClient client) {
        Questions questions = new Questions(recipe, recipe.batch(), TOKENS);
        return new BatchEnricher(recipe, "scripted", questions, AdaptiveBatchSize.fixed(20), client, log, () -> false)
                .enrich("Batch 1/1", items);
    }

    private static ModelReply documented(ScriptedModelClient.Asked asked, Function<String, String> evidence) {
        return Replies.text(Replies.results(asked.topics().keySet().stream()
                .map(id -> "{\"id\":\"" + id + "\",\"summary\":\"Adds.\",\"inputs\":[],\"outputs\":\"\","
                        + "\"side_effects\":[],\"pitfalls\":[],\"usage_snippet\":\"\",\"related_spans\":[],\"evidence\":"
                        + evidence.apply(id) + "}")
                .collect(Collectors.toList())));
    }

    private static boolean isHelper(ScriptedModelClient.Asked asked, String id, String name) {
        JsonNode items = JsonMapper.shared().readTree(asked.request().user()).path("items");
        return items.values().stream()
                .anyMatch(item -> item.path("id").asString().equals(id)
                        && item.path("text").asString().contains(name));
    }

    private static ModelClient offline() {
        ModelSettings settings = new ModelSettings(
                OfflineClientFactory.MODEL,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                1,
                ModelParameters.NONE);
        return new OfflineClientFactory().create(settings, new HttpCalls(Duration.ofSeconds(1), 1));
    }

    private static Recipe recipe(String name) {
        return new RecipeLoader(Path.of("no-such-directory")).load(name);
    }

    private static List<Item> items(Recipe recipe, List<SourceRecord> records) {
        ItemFactory factory = new ItemFactory(recipe, "m", columns(recipe));
        return records.stream()
                .map(record -> ((Draft.Ready) factory.prepare(record)).item())
                .toList();
    }

    private static Map<String, String> columns(Recipe recipe) {
        return recipe.fields().stream().collect(Collectors.toMap(InputField::name, InputField::name));
    }

    private static List<SourceRecord> helpers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> record(
                        number,
                        "int helper" + number + "(int value) {\n    return value * " + number + ";\n}",
                        number * 4 - 1))
                .toList();
    }

    private static SourceRecord record(int number, String text, int startLine) {
        long lines = text.lines().count();
        return new SourceRecord(
                number,
                number,
                Map.of(
                        "path",
                        "src/Helpers.java",
                        "language",
                        "java",
                        "kind",
                        "method",
                        "name",
                        "helper" + number,
                        "parent",
                        "Helpers",
                        "startLine",
                        String.valueOf(startLine),
                        "endLine",
                        String.valueOf(startLine + lines - 1),
                        "text",
                        text));
    }
}
