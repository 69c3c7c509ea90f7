package io.enricher.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes a recipe of a recipe file's text. */
final class RecipeReader {

    private static final String DEFAULT_SYSTEM =
            "You add fields to the rows of a table. You are accurate, brief and consistent from row to row.";

    private final JsonNode recipe;

    private RecipeReader(JsonNode recipe) {
        this.recipe = recipe;
    }

    /**
     * Reads a user's recipe.
     *
     * @param origin what the file is called in messages
     * @throws io.enricher.domain.InvalidConfigurationException if anything in it is wrong
     */
    static Recipe readChecked(String origin, String yaml, RecipeOptions options) {
        LocatedYaml document = LocatedYaml.parse(origin, yaml);
        document.refuseIf(MetaSchema.load().problems(document.root()));
        JsonNode recipe = options.applyTo(document.root());
        document.refuseIf(RecipeRules.problems(recipe));
        return new RecipeReader(recipe).build();
    }

    /** Reads a recipe of our own, which a test has checked: a run of cached rows starts without the validator. */
    static Recipe readBuiltIn(String origin, String yaml, RecipeOptions options) {
        return new RecipeReader(options.applyTo(LocatedYaml.parse(origin, yaml).root())).build();
    }

    private Recipe build() {
        String name = text("name", "");
        List<InputField> fields = fields();
        PromptPlaces places = new PromptPlaces(recipe);
        String system = places.fill(text("system", DEFAULT_SYSTEM).strip());
        String instruction = places.fill(text("instruction", "").strip());
        List<Example> examples = examples();
        Optional<String> verifyEcho = Optional.of(text("verify-echo", "")).filter(field -> !field.isEmpty());
        String answerSchema = JsonText.write(AnswerSchema.strict(recipe.path("answer")));
        Map<String, Integer> maxWords = integers("max-words");
        Parameters parameters = parameters();
        Optional<ContextRules> context = section(ContextRules.FIELD).map(RecipeReader::context);
        Optional<SpanRules> span = section("span").map(RecipeReader::span);
        return new Recipe(
                name,
                text("version", "1"),
                text("title", name),
                fields,
                groupedBy(fields),
                system,
                instruction,
                examples,
                batch(),
                answerSchema,
                recipe.path("output-tokens-per-item").intValue(),
                parameters,
                maxWords,
                verifyEcho,
                new Finish(integers("max-length"), texts("derived"), defaults()),
                context,
                span,
                RecipeFingerprint.of(
                        fields,
                        system,
                        instruction,
                        examples,
                        answerSchema,
                        maxWords,
                        verifyEcho,
                        parameters,
                        context,
                        span));
    }

    private String text(String key, String otherwise) {
        JsonNode value = recipe.path(key);
        return value.isNull() ? otherwise : value.asString(otherwise);
    }

    private List<InputField> fields() {
        List<InputField> fields = new ArrayList<>();
        recipe.path("fields").properties().forEach(field -> fields.add(field(field.getKey(), field.getValue())));
        return fields;
    }

    private static InputField field(String name, JsonNode field) {
        JsonNode truncate = field.path("truncate");
        Optional<Truncation> truncation = truncate.isObject() ? Optional.of(truncation(truncate)) : Optional.empty();
        return new InputField(
                name,
                field.path("required").booleanValue(false),
                truncation,
                field.path("shared").booleanValue(false),
                field.path("key").booleanValue(true),
                field.path("shown").booleanValue(true),
                field.path("numbered").booleanValue(false));
    }

    /** Rows that share fields can share a prompt only if those are equal. */
    private List<String> groupedBy(List<InputField> fields) {
        Set<String> named = new HashSet<>();
        recipe.path("batch").path("group-by").forEach(field -> named.add(field.asString("")));
        return fields.stream()
                .filter(field -> field.shared() || named.contains(field.name()))
                .map(InputField::name)
                .toList();
    }

    private List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (JsonNode example : recipe.path("examples")) {
            Map<String, String> fields = new LinkedHashMap<>();
            example.path("item")
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asString("")));
            examples.add(new Example(fields, JsonText.write(example.path("answer"))));
        }
        return examples;
    }

    private static Truncation truncation(JsonNode truncate) {
        Truncation.Keep keep =
                Truncation.Keep.valueOf(truncate.path("keep").asString("head").toUpperCase(Locale.ROOT));
        return truncate.has("max-tokens")
                ? Truncation.toTokens(truncate.path("max-tokens").intValue(), keep)
                : Truncation.toCharacters(truncate.path("max-characters").intValue(), keep);
    }

    private BatchLimits batch() {
        JsonNode batch = recipe.path("batch");
        return new BatchLimits(
                batch.path("max-items").intValue(BatchLimits.DEFAULT.maxItems()),
                batch.path("max-tokens").intValue(BatchLimits.DEFAULT.maxTokens()),
                batch.path("min-items").intValue(BatchLimits.DEFAULT.minItems()),
                batch.has("max-line-gap")
                        ? OptionalInt.of(batch.path("max-line-gap").intValue())
                        : OptionalInt.empty());
    }

    /** A part that may be left out. */
    private Optional<JsonNode> section(String key) {
        return Optional.of(recipe.path(key)).filter(JsonNode::isObject);
    }

    private static ContextRules context(JsonNode section) {
        return new ContextRules(
                section.path("neighbours").intValue(0),
                section.path("callers").intValue(0),
                section.path("in-key").booleanValue(false));
    }

    private static SpanRules span(JsonNode section) {
        return new SpanRules(
                section.path("evidence").stringValueOpt(),
                section.path("grounded")
                        .valueStream()
                        .map(field -> field.asString(""))
                        .toList(),
                section.path("related").stringValueOpt());
    }

    private Parameters parameters() {
        JsonNode temperature = recipe.path("parameters").path("temperature");
        return new Parameters(
                temperature.isNumber() ? Optional.of(temperature.doubleValue()) : Optional.empty(), texts("model"));
    }

    private Map<String, Integer> integers(String key) {
        Map<String, Integer> values = new LinkedHashMap<>();
        recipe.path(key)
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().intValue()));
        return values;
    }

    private Map<String, String> texts(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        recipe.path(key)
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asString("")));
        return values;
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        recipe.path("defaults")
                .properties()
                .forEach(value -> defaults.put(value.getKey(), JsonText.write(value.getValue())));
        return defaults;
    }
}
