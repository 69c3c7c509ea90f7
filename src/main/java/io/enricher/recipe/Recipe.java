package io.enricher.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to ask of each row, and what an answer looks like. Immutable; made by {@link RecipeLoader}.
 *
 * @param name                what it is called on the command line and in file names
 * @param version             the author's version, shown only
 * @param title               one line for people
 * @param fields              the fields it reads, in the order in which the prompt shows them
 * @param groupedBy           the fields, shared ones among them, in which all items of a prompt are equal; empty if any
 *                            rows may share a prompt
 * @param system              who the model is
 * @param instruction         what to answer for each item
 * @param examples            items with the answers they should have
 * @param batch               how much one prompt may hold
 * @param answerSchema        JSON Schema of one item's answer as compact JSON: an object of which every property is
 *                            required and no other is allowed, at every depth
 * @param outputTokensPerItem about how many tokens one answer takes
 * @param parameters          preferred models and model parameters
 * @param maxWords            answer field to the most words it may have
 * @param verifyEcho          the field of which the model repeats the first words beside each answer, to show to which
 *                            item it belongs; empty if it need not
 * @param finish              what is made of an answer when it is written
 * @param context             what a prompt shows of the source around an item; empty if nothing
 * @param span                what in an answer speaks of source; empty unless the recipe reads spans of source
 * @param fingerprint         hexadecimal SHA-256 of all that shapes an answer, and of nothing else: a new name, title,
 *                            comment, default, derived field or batch limit keeps the answers there are
 */
public record Recipe(
        String name,
        String version,
        String title,
        List<InputField> fields,
        List<String> groupedBy,
        String system,
        String instruction,
        List<Example> examples,
        BatchLimits batch,
        String answerSchema,
        int outputTokensPerItem,
        Parameters parameters,
        Map<String, Integer> maxWords,
        Optional<String> verifyEcho,
        Finish finish,
        Optional<ContextRules> context,
        Optional<SpanRules> span,
        String fingerprint) {

    public Recipe {
        fields = List.copyOf(fields);
        groupedBy = List.copyOf(groupedBy);
        examples = List.copyOf(examples);
        maxWords = Collections.unmodifiableMap(new LinkedHashMap<>(maxWords));
    }

    /** The fields that the model is asked for, in the schema's order. Reads the schema: ask once, not for each row. */
    List<String> askedFields() {
        return List.copyOf(JsonText.read(answerSchema).path("properties").propertyNames());
    }

    /** The names of an answer's fields: those the model is asked for, then what it was shown. Ask once. */
    public List<String> answerFields() {
        Stream<String> shown = context.stream().map(rules -> ContextRules.FIELD);
        return Stream.concat(askedFields().stream(), shown).toList();
    }

    /** The names of all fields that it adds to a row: the answer's, then those made of it. */
    public List<String> addedFields() {
        return Stream.concat(answerFields().stream(), finish.fields().stream()).toList();
    }

    /** The added fields that can only have few values, with these values. Reads the schema: ask once. */
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        JsonText.read(answerSchema).path("properties").properties().forEach(property -> {
            List<String> values = AnswerSchema.choices(property.getValue());
            if (!values.isEmpty()) {
                choices.put(property.getKey(), values);
            }
        });
        return choices;
    }

    /** The field of that name. */
    Optional<InputField> field(String wanted) {
        return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }

    /** The names of the fields that a prompt holds once for all its items. */
    public List<String> sharedFields() {
        return fields.stream().filter(InputField::shared).map(InputField::name).toList();
    }

    /** Whether it says which rows may share a prompt. */
    public boolean isGrouped() {
        return !groupedBy.isEmpty();
    }

    /** Whether its rows are spans of source, so that a folder or a repository may be its input. */
    public boolean readsSource() {
        return span.isPresent();
    }

    /**
     * The same recipe for prompts that are filled by count alone, whatever their rows have in common: what a prompt held
     * once is shown with each item. The keys stay.
     */
    public Recipe ungrouped() {
        return new Recipe(
                name,
                version,
                title,
                fields.stream().map(InputField::ofEachItem).toList(),
                List.of(),
                system,
                instruction,
                examples,
                batch.ungrouped(),
                answerSchema,
                outputTokensPerItem,
                parameters,
                maxWords,
                verifyEcho,
                finish,
                context,
                span,
                fingerprint);
    }
}
