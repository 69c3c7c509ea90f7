package io.enricher.recipe;

import io.enricher.domain.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a recipe must be, beyond its meta-schema, to read spans of source: the keys of fields, batch, context and span. */
final class SourceRules {

    private final JsonNode recipe;
    private final JsonNode fields;
    private final JsonNode answer;
    private final List<RecipeProblem> problems = new ArrayList<>();

    private SourceRules(JsonNode recipe) {
        this.recipe = recipe;
        this.fields = recipe.path("fields");
        this.answer = recipe.path("answer").path("properties");
    }

    static List<RecipeProblem> problems(JsonNode recipe) {
        SourceRules rules = new SourceRules(recipe);
        rules.checkHidden();
        rules.checkNumbered();
        rules.checkLineGap();
        rules.checkContext();
        rules.checkSpan();
        return rules.problems;
    }

    private void checkHidden() {
        Collection<String> names = fields.propertyNames();
        if (names.stream().noneMatch(name -> isNotOff(name, "shown"))) {
            add("/fields", "no field is shown to the model; remove shown: false from one");
        }
        if (names.stream().noneMatch(name -> isNotOff(name, "key"))) {
            add("/fields", "no field is part of the key, so that all rows would be one; remove key: false from one");
        }
        for (String name : names) {
            if (isOn(name, "shared") && !isNotOff(name, "shown")) {
                add(
                        "/fields/" + name + "/shared",
                        "a field that is not shown cannot be shared; name it under batch: group-by instead");
            }
        }
        String echo = recipe.path("verify-echo").asString("");
        if (fields.has(echo) && !isNotOff(echo, "shown")) {
            add("/verify-echo", "\"" + echo + "\" is not shown, so a model cannot repeat it; name another field");
        }
    }

    private void checkNumbered() {
        List<String> numbered = fields.propertyNames().stream()
                .filter(name -> isOn(name, "numbered"))
                .toList();
        if (numbered.size() > 1) {
            add(
                    "/fields/" + numbered.get(1) + "/numbered",
                    "\"" + numbered.get(0) + "\" is numbered already, and one field may be; remove one");
        }
        for (String name : numbered) {
            JsonNode field = fields.path(name);
            if (isOn(name, "shared") || !isNotOff(name, "shown")) {
                add(
                        "/fields/" + name + "/numbered",
                        "a numbered field is shown with each item; remove shared: and shown: from it");
            }
            if (field.has("truncate")
                    && !field.path("truncate").path("keep").asString("").equals("statements")) {
                add(
                        "/fields/" + name + "/truncate",
                        "a numbered field is cut between its lines; write keep: statements");
            }
        }
    }

    private void checkLineGap() {
        JsonNode batch = recipe.path("batch");
        if (!batch.has("max-line-gap")) {
            return;
        }
        requireFields("/batch/max-line-gap", "max-line-gap", List.of(InputField.START_LINE, InputField.END_LINE));
        boolean isGrouped =
                batch.has("group-by") || fields.propertyNames().stream().anyMatch(name -> isOn(name, "shared"));
        if (!isGrouped) {
            add(
                    "/batch/max-line-gap",
                    "lines of different files would be compared; add group-by: with the field of the file");
        }
    }

    private void checkContext() {
        if (!recipe.has(ContextRules.FIELD)) {
            return;
        }
        if (!recipe.has("span")) {
            add("/context", "only spans of source have context; add span:, or remove context:");
        }
        for (String place : List.of("/fields", "/answer/properties", "/derived")) {
            recipe.at(place).propertyNames().stream()
                    .filter(ContextRules.FIELD::equalsIgnoreCase)
                    .forEach(name -> add(
                            place + "/" + name,
                            "with context:, an item and its answer have a \"" + ContextRules.FIELD
                                    + "\" of their own; rename the field"));
        }
    }

    private void checkSpan() {
        JsonNode span = recipe.path("span");
        if (span.has("evidence")) {
            checkEvidence(span.path("evidence").asString(""));
        }
        if (span.has("related")) {
            checkRelated(span.path("related").asString(""));
        }
        for (int i = 0; i < span.path("grounded").size(); i++) {
            checkGrounded("/span/grounded/" + i, span.path("grounded").get(i).asString(""));
        }
        if (span.has("grounded")) {
            requireFields("/span/grounded", "grounded", List.of(InputField.PATH));
        }
    }

    private void checkEvidence(String name) {
        String place = "/span/evidence";
        if (!answer.has(name)) {
            add(place, noAnswerField(name));
            return;
        }
        JsonNode range = answer.path(name).path("items").path("properties");
        boolean isRange = AnswerSchema.isOfType(range.path("from"), "integer")
                && AnswerSchema.isOfType(range.path("to"), "integer");
        if (!AnswerSchema.isOfType(answer.path(name), "array") || !isRange) {
            add(
                    place,
                    "\"" + name + "\" is no list of line ranges; make its items objects with the integers from and to");
        }
        if (fields.propertyNames().stream().noneMatch(field -> isOn(field, "numbered"))) {
            add(place, "ranges of lines need the numbers of the lines; add numbered: true to the field of the source");
        }
        requireFields(place, "evidence", List.of(InputField.START_LINE));
    }

    private void checkRelated(String name) {
        if (!answer.has(name)) {
            add("/span/related", noAnswerField(name));
        } else if (!isListOfTexts(name)) {
            add("/span/related", "\"" + name + "\" is no list of texts; make its items strings");
        }
    }

    private void checkGrounded(String place, String name) {
        if (!answer.has(name)) {
            add(place, noAnswerField(name));
        } else if (!isListOfTexts(name) && !AnswerSchema.isOfType(answer.path(name), "string")) {
            add(place, "\"" + name + "\" holds no text that could be checked; remove it");
        }
    }

    private boolean isListOfTexts(String name) {
        JsonNode field = answer.path(name);
        return AnswerSchema.isOfType(field, "array") && AnswerSchema.isOfType(field.path("items"), "string");
    }

    private void requireFields(String place, String key, List<String> names) {
        for (String name : names) {
            if (!fields.has(name)) {
                add(
                        place,
                        key + " goes by the field \"" + name + "\", which the recipe does not read; add " + name
                                + ": {shown: false, key: false} to fields");
            }
        }
    }

    private boolean isOn(String field, String key) {
        return fields.path(field).path(key).booleanValue(false);
    }

    private boolean isNotOff(String field, String key) {
        return fields.path(field).path(key).booleanValue(true);
    }

    private String noAnswerField(String name) {
        return "\"" + name + "\" is not a field of the answer" + NearestName.ending(name, answer.propertyNames())
                + " Its fields: " + String.join(", ", answer.propertyNames());
    }

    private void add(String pointer, String message) {
        problems.add(new RecipeProblem(pointer, message));
    }
}
