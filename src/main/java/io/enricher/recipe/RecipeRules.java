package io.enricher.recipe;

import io.enricher.domain.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a recipe must be beyond its meta-schema: its parts have to fit each other. */
final class RecipeRules {

    /** The key beside an answer under which the model repeats the first words of its item. */
    static final String ECHO = "echo";

    private final JsonNode recipe;
    private final List<String> fields;
    private final JsonNode answerProperties;
    private final List<RecipeProblem> problems = new ArrayList<>();

    private RecipeRules(JsonNode recipe) {
        this.recipe = recipe;
        this.fields = List.copyOf(recipe.path("fields").propertyNames());
        this.answerProperties = recipe.path("answer").path("properties");
    }

    /** What is wrong with a recipe that keeps to the meta-schema. */
    static List<RecipeProblem> problems(JsonNode recipe) {
        RecipeRules rules = new RecipeRules(recipe);
        rules.checkFields();
        rules.checkAnswerFields();
        rules.problems.addAll(AnswerSchema.problems(recipe.path("answer"), "/answer"));
        rules.checkBatch();
        rules.problems.addAll(SourceRules.problems(recipe));
        rules.checkPlaces();
        rules.checkTexts("max-words", "has no words");
        rules.checkTexts("max-length", "has no length");
        rules.checkEcho();
        rules.checkDerived();
        if (rules.problems.isEmpty()) {
            rules.checkDefaults();
            rules.checkExamples();
        }
        return rules.problems;
    }

    private void checkFields() {
        RecipeNames.repeatedIgnoringCase(fields)
                .ifPresent(name ->
                        add("/fields/" + name, "\"" + name + "\" differs from another field in case only; rename one"));
        recipe.path("fields").properties().forEach(field -> {
            if (field.getValue().path("shared").booleanValue(false)
                    && field.getKey().equalsIgnoreCase("items")) {
                add(
                        "/fields/" + field.getKey(),
                        "a shared field cannot be called items, as the list of items is; rename it");
            }
        });
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

    private void checkBatch() {
        JsonNode batch = recipe.path("batch");
        for (int i = 0; i < batch.path("group-by").size(); i++) {
            String name = batch.path("group-by").get(i).asString("");
            if (!fields.contains(name)) {
                add("/batch/group-by/" + i, noField(name));
            }
        }
        int most = batch.path("max-items").intValue(BatchLimits.DEFAULT.maxItems());
        if (batch.path("min-items").intValue(1) > most) {
            add("/batch/min-items", "min-items is over max-items " + most + "; lower it");
        }
    }

    private void checkPlaces() {
        PromptPlaces places = new PromptPlaces(recipe);
        for (String key : List.of("system", "instruction")) {
            for (String name : places.unknownIn(recipe.path(key).asString(""))) {
                add(
                        "/" + key,
                        "there is no value for {" + name + "}" + NearestName.ending(name, places.names())
                                + (fields.contains(name)
                                        ? " The fields of a row come with each item: write " + name + " without braces"
                                        : " Known here: "
                                                + (places.names().isEmpty()
                                                        ? "none"
                                                        : String.join(", ", places.names()))
                                                + ". For the text itself write {{" + name + "}}"));
            }
        }
    }

    private void checkTexts(String key, String lack) {
        for (String name : recipe.path(key).propertyNames()) {
            JsonNode property = answerProperties.path(name);
            if (property.isMissingNode()) {
                add("/" + key + "/" + name, noAnswerField(name));
            } else if (!AnswerSchema.isOfType(property, "string")) {
                add("/" + key + "/" + name, "\"" + name + "\" is not a text, so it " + lack + "; remove it");
            }
        }
    }

    private void checkEcho() {
        String name = recipe.path("verify-echo").asString("");
        if (name.isEmpty()) {
            return;
        }
        if (!fields.contains(name)) {
            add("/verify-echo", noField(name));
        } else if (recipe.path("fields").path(name).path("shared").booleanValue(false)) {
            add(
                    "/verify-echo",
                    "\"" + name + "\" is shared by all items of a prompt, so it cannot tell them apart; name"
                            + " another field");
        }
        if (answerProperties.has(ECHO)) {
            add(
                    "/answer/properties/" + ECHO,
                    "with verify-echo, a reply has an " + ECHO + " of its own; rename the field");
        }
    }

    private void checkDerived() {
        Set<String> known = new LinkedHashSet<>(fields);
        known.addAll(answerProperties.propertyNames());
        recipe.path("derived").properties().forEach(derived -> {
            String place = "/derived/" + derived.getKey();
            if (answerProperties.propertyNames().stream().anyMatch(derived.getKey()::equalsIgnoreCase)) {
                add(place, "\"" + derived.getKey() + "\" is a field of the answer already; rename one");
            }
            refuseUnknownPlaces(place, derived.getValue().asString(""), known);
        });
    }

    private void refuseUnknownPlaces(String place, String template, Collection<String> known) {
        for (String name : new Template(template).names()) {
            if (!known.contains(name)) {
                add(
                        place,
                        "there is no value for {" + name + "}" + NearestName.ending(name, known) + " Known here: "
                                + String.join(", ", known) + ". For the text itself write {{" + name + "}}");
            }
        }
    }

    private void checkExamples() {
        JsonSchema schema = new JsonSchema(AnswerSchema.strict(recipe.path("answer")));
        for (int i = 0; i < recipe.path("examples").size(); i++) {
            JsonNode example = recipe.path("examples").get(i);
            String place = "/examples/" + i;
            for (String name : example.path("item").propertyNames()) {
                if (!fields.contains(name)) {
                    add(place + "/item/" + name, noField(name));
                }
            }
            recipe.path("fields").properties().forEach(field -> {
                if (field.getValue().path("required").booleanValue(false)
                        && !example.path("item").has(field.getKey())) {
                    add(place + "/item", "the example lacks \"" + field.getKey() + "\", which is required; add it");
                }
            });
            schema.check(example.path("answer"))
                    .forEach(violation -> add(
                            place + "/answer" + violation.pointer(),
                            "the example's answer " + AnswerRule.broken(violation)
                                    + "; it keeps to the answer's schema"));
        }
    }

    private void checkDefaults() {
        JsonNode defaults = recipe.path("defaults");
        if (defaults.isEmpty()) {
            return;
        }
        for (String name : defaults.propertyNames()) {
            if (!answerProperties.has(name) && !recipe.path("derived").has(name)) {
                add("/defaults/" + name, noAnswerField(name));
            }
            refuseUnknownPlaces("/defaults/" + name, defaults.path(name).asString(""), fields);
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
        ObjectNode ofTheAnswer = ((ObjectNode) defaults).deepCopy();
        ofTheAnswer.remove(List.copyOf(recipe.path("derived").propertyNames()));
        new JsonSchema(AnswerSchema.strict(recipe.path("answer")))
                .check(ofTheAnswer).stream()
                        .filter(violation -> new Template(
                                        defaults.at(violation.pointer()).asString(""))
                                .names()
                                .isEmpty())
                        // An empty text says that there is nothing, whatever an answer must have.
                        .filter(violation -> !violation.keyword().equals("minLength"))
                        .forEach(violation -> add(
                                "/defaults" + violation.pointer(),
                                "the default " + AnswerRule.broken(violation)
                                        + "; a default keeps to the answer's schema"));
    }

    private String noField(String name) {
        return "\"" + name + "\" is not a field of the recipe" + NearestName.ending(name, fields) + " Its fields: "
                + String.join(", ", fields);
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
