package io.enricher.recipe;

import io.enricher.domain.NearestName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a recipe must be beyond its meta-schema: its parts have to fit each other. */
final class RecipeRules {

    private final JsonNode recipe;
    private final JsonNode answerProperties;
    private final List<RecipeProblem> problems = new ArrayList<>();

    private RecipeRules(JsonNode recipe) {
        this.recipe = recipe;
        this.answerProperties = recipe.path("answer").path("properties");
    }

    /** What is wrong with a recipe that keeps to the meta-schema. */
    static List<RecipeProblem> problems(JsonNode recipe) {
        RecipeRules rules = new RecipeRules(recipe);
        rules.checkFields();
        rules.checkAnswerFields();
        rules.problems.addAll(AnswerSchema.problems(recipe.path("answer"), "/answer"));
        rules.checkMaxWords();
        if (rules.problems.isEmpty()) {
            rules.checkDefaults();
        }
        return rules.problems;
    }

    private void checkFields() {
        List<String> names = List.copyOf(recipe.path("fields").propertyNames());
        RecipeNames.repeatedIgnoringCase(names)
                .ifPresent(name ->
                        add("/fields/" + name, "\"" + name + "\" differs from another field in case only; rename one"));
    }

    /** The reply's own list has this name: an answer with such a field and its wrapper could not be told apart. */
    private void checkAnswerFields() {
        for (String name : answerProperties.propertyNames()) {
            if (name.equalsIgnoreCase(PromptRenderer.RESULTS)) {
                add(
                        "/answer/properties/" + name,
                        "\"" + name + "\" cannot be an answer field: the list of all answers has this name; rename it,"
                                + " such as \"result\" or \"findings\"");
            }
        }
    }

    private void checkMaxWords() {
        for (String name : recipe.path("max-words").propertyNames()) {
            JsonNode property = answerProperties.path(name);
            if (property.isMissingNode()) {
                add("/max-words/" + name, noAnswerField(name));
            } else if (!AnswerSchema.isOfType(property, "string")) {
                add("/max-words/" + name, "\"" + name + "\" is not a text, so it has no words; remove it");
            }
        }
    }

    private void checkDefaults() {
        JsonNode defaults = recipe.path("defaults");
        if (defaults.isEmpty()) {
            return;
        }
        for (String name : defaults.propertyNames()) {
            if (!answerProperties.has(name)) {
                add("/defaults/" + name, noAnswerField(name));
            }
        }
        for (String name : answerProperties.propertyNames()) {
            if (!defaults.has(name)) {
                add(
                        "/defaults",
                        "there is no default for \"" + name + "\"; give each answer field one, or none at all");
            }
        }
        if (problems.isEmpty()) {
            checkDefaultValues(defaults);
        }
    }

    private void checkDefaultValues(JsonNode defaults) {
        new JsonSchema(AnswerSchema.strict(recipe.path("answer")))
                .check(defaults)
                .forEach(violation -> add(
                        "/defaults" + violation.pointer(),
                        "the default " + AnswerRule.broken(violation) + "; a default keeps to the answer's schema"));
    }

    private String noAnswerField(String name) {
        return "\"" + name + "\" is not a field of the answer"
                + NearestName.ending(name, answerProperties.propertyNames()) + " Its fields: "
                + String.join(", ", answerProperties.propertyNames());
    }

    private void add(String pointer, String message) {
        problems.add(new RecipeProblem(pointer, message));
    }
}
