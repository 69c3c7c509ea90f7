package io.enricher.recipe;

import io.enricher.domain.TextDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hash of what shapes an answer. What is not in it may change without losing paid answers; what is in it and changes
 * has every row asked again.
 */
final class RecipeFingerprint {

    /** Raised when {@link PromptRenderer} or the reading of answers changes in a way that changes answers. */
    private static final String PROMPT_FORMAT = "1";

    private RecipeFingerprint() {}

    static String of(
            List<InputField> fields,
            String system,
            String instruction,
            List<Example> examples,
            String answerSchema,
            Map<String, Integer> maxWords,
            Optional<String> verifyEcho,
            Parameters parameters,
            Optional<ContextRules> context,
            Optional<SpanRules> span) {
        TextDigest digest = TextDigest.create()
                .add(PROMPT_FORMAT)
                .add(system)
                .add(instruction)
                .add(answerSchema);
        List<InputField> shaping =
                fields.stream().filter(field -> field.shown() || field.inKey()).toList();
        digest.add(shaping.size());
        shaping.forEach(field -> addField(digest, field));
        digest.add(maxWords.size());
        // Sorted, because the order in which limits are written has no effect.
        maxWords.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(limit -> digest.add(limit.getKey())
                .add(limit.getValue()));
        digest.add(parameters.temperature().map(String::valueOf).orElse(""));
        // What a recipe does not have adds nothing, so that recipes from before there was such a thing keep their
        // answers.
        if (!examples.isEmpty()) {
            digest.add("examples").add(examples.size());
            examples.forEach(example -> addExample(digest, example));
        }
        verifyEcho.ifPresent(field -> digest.add("verify-echo").add(field));
        context.ifPresent(rules -> addContext(digest, rules));
        span.ifPresent(rules -> addSpan(digest, rules));
        return HexFormat.of().formatHex(digest.hash());
    }

    // Whether a field is required decides which rows are asked, not how one is answered.
    private static void addField(TextDigest digest, InputField field) {
        digest.add(field.name());
        digest.add(field.truncation().map(Truncation::identity).orElse(""));
        if (field.shared()) {
            digest.add("shared");
        }
        if (!field.inKey()) {
            digest.add("not in key");
        }
        if (!field.shown()) {
            digest.add("hidden");
        }
        if (field.numbered()) {
            digest.add("numbered");
        }
    }

    // How much is shown shapes answers too, but context changes with every edit nearby: it asks for nothing again
    // unless the recipe says so. That there is context adds a field to the answer.
    private static void addContext(TextDigest digest, ContextRules rules) {
        digest.add(ContextRules.FIELD);
        if (rules.inKey()) {
            digest.add(rules.neighbours()).add(rules.callers());
        }
    }

    private static void addSpan(TextDigest digest, SpanRules rules) {
        digest.add("span").add(rules.evidence().orElse("")).add(rules.related().orElse(""));
        digest.add(rules.grounded().size());
        rules.grounded().forEach(digest::add);
    }

    private static void addExample(TextDigest digest, Example example) {
        digest.add(example.fields().size());
        example.fields().forEach((name, text) -> digest.add(name).add(text));
        digest.add(example.answer());
    }
}
