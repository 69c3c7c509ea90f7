package io.enricher.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to ask of each row, and what an answer looks like. Immutable; made by {@link RecipeLoader}.
 *
 * @param name                what it is called on the command line and in file names
 * @param version             the author's version, shown only
 * @param title               one line for people
 * @param fields              the fields it reads, in the order in which the prompt shows them
 * @param system              who the model is
 * @param instruction         what to answer for each item
 * @param batch               how much one prompt may hold
 * @param answerSchema        JSON Schema of one item's answer as compact JSON: an object of which every property is
 *                            required and no other is allowed, at every depth
 * @param outputTokensPerItem about how many tokens one answer takes
 * @param parameters          preferred model parameters
 * @param defaults            answer field to JSON text of its value for a row that has no answer; empty, or complete
 * @param maxWords            answer field to the most words it may have
 * @param fingerprint         hexadecimal SHA-256 of all that shapes an answer, and of nothing else: a new name, title,
 *                            comment, default or batch limit keeps the answers there are
 */
public record Recipe(
        String name,
        String version,
        String title,
        List<InputField> fields,
        String system,
        String instruction,
        BatchLimits batch,
        String answerSchema,
        int outputTokensPerItem,
        Parameters parameters,
        Map<String, String> defaults,
        Map<String, Integer> maxWords,
        String fingerprint) {

    public Recipe {
        fields = List.copyOf(fields);
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        maxWords = Collections.unmodifiableMap(new LinkedHashMap<>(maxWords));
    }

    /** The names of the answer's fields, in the schema's order. Reads the schema: ask once, not for each row. */
    public List<String> answerFields() {
        return List.copyOf(JsonText.read(answerSchema).path("properties").propertyNames());
    }

    /** The answer of a row that has none, as canonical JSON; empty if such a row has simply failed. */
    public Optional<String> defaultAnswer() {
        if (defaults.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (String field : answerFields()) {
            answer.set(field, JsonText.read(defaults.getOrDefault(field, "null")));
        }
        return Optional.of(JsonText.write(answer));
    }
}
