package io.enricher.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    static Recipe readChecked(String origin, String yaml) {
        LocatedYaml document = LocatedYaml.parse(origin, yaml);
        document.refuseIf(MetaSchema.load().problems(document.root()));
        document.refuseIf(RecipeRules.problems(document.root()));
        return new RecipeReader(document.root()).build();
    }

    /** Reads a recipe of our own, which a test has checked: a run of cached rows starts without the validator. */
    static Recipe readBuiltIn(String origin, String yaml) {
        return new RecipeReader(LocatedYaml.parse(origin, yaml).root()).build();
    }

    private Recipe build() {
        String name = text("name", "");
        List<InputField> fields = fields();
        String system = text("system", DEFAULT_SYSTEM).strip();
        String instruction = text("instruction", "").strip();
        String answerSchema = JsonText.write(AnswerSchema.strict(recipe.path("answer")));
        Map<String, Integer> maxWords = maxWords();
        Parameters parameters = parameters();
        return new Recipe(
                name,
                text("version", "1"),
                text("title", name),
                fields,
                system,
                instruction,
                batch(),
                answerSchema,
                recipe.path("output-tokens-per-item").intValue(),
                parameters,
                defaults(),
                maxWords,
                RecipeFingerprint.of(fields, system, instruction, answerSchema, maxWords, parameters));
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
        return new InputField(name, field.path("required").booleanValue(false), truncation);
    }

    private static Truncation truncation(JsonNode truncate) {
        return new Truncation(
                truncate.path("max-characters").intValue(),
                Truncation.Keep.valueOf(truncate.path("keep").asString("head").toUpperCase(Locale.ROOT)));
    }

    private BatchLimits batch() {
        JsonNode batch = recipe.path("batch");
        return new BatchLimits(
                batch.path("max-items").intValue(BatchLimits.DEFAULT.maxItems()),
                batch.path("max-tokens").intValue(BatchLimits.DEFAULT.maxTokens()));
    }

    private Parameters parameters() {
        JsonNode temperature = recipe.path("parameters").path("temperature");
        return temperature.isNumber() ? new Parameters(Optional.of(temperature.doubleValue())) : Parameters.NONE;
    }

    private Map<String, Integer> maxWords() {
        Map<String, Integer> maxWords = new LinkedHashMap<>();
        recipe.path("max-words")
                .properties()
                .forEach(limit -> maxWords.put(limit.getKey(), limit.getValue().intValue()));
        return maxWords;
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        recipe.path("defaults")
                .properties()
                .forEach(value -> defaults.put(value.getKey(), JsonText.write(value.getValue())));
        return defaults;
    }
}
