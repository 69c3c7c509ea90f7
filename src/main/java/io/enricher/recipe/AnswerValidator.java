package io.enricher.recipe;

import io.enricher.domain.Item;
import io.enricher.recipe.JsonSchema.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks one item's answer against the recipe, and against the source that it speaks of. Safe for use by many threads. */
final class AnswerValidator {

    private final JsonNode document;
    private final Map<String, Integer> maxWords;
    private final SpanAnswers spans;
    private final boolean saysContext;
    private volatile @Nullable JsonSchema schema;

    AnswerValidator(Recipe recipe, SpanKnowledge knowledge) {
        this.spans = new SpanAnswers(recipe, knowledge);
        this.saysContext = recipe.context().isPresent();
        this.document = JsonText.read(recipe.answerSchema());
        this.maxWords = recipe.maxWords();
    }

    /**
     * The canonical answer, or what is wrong with it.
     *
     * @param shown what the prompt showed of the source around the item
     */
    ItemReply validate(ObjectNode answer, Item item, List<String> shown) {
        JsonNode repaired = AnswerRepair.repair(answer, document);
        List<Violation> violations = schema().check(repaired);
        if (!violations.isEmpty()) {
            return new ItemReply.Invalid(message(violations.get(0)));
        }
        return tooManyWords(repaired)
                .or(() -> spans.strayEvidence(repaired, item))
                .<ItemReply>map(ItemReply.Invalid::new)
                .orElseGet(() -> valid((ObjectNode) repaired, item, shown));
    }

    private ItemReply valid(ObjectNode answer, Item item, List<String> shown) {
        String note = spans.ground(answer, item, shown);
        if (saysContext) {
            ArrayNode context = answer.putArray(ContextRules.FIELD);
            shown.forEach(context::add);
        }
        return new ItemReply.Valid(JsonText.write(answer), note);
    }

    // Made late: with all rows cached, no answer is ever checked.
    private JsonSchema schema() {
        JsonSchema made = schema;
        if (made == null) {
            // Two threads may make one each: both are equal.
            made = new JsonSchema(document);
            schema = made;
        }
        return made;
    }

    private static String message(Violation violation) {
        String place = violation.pointer().isEmpty()
                ? "the answer"
                : violation.pointer().substring(1);
        return place + " " + AnswerRule.broken(violation);
    }

    private Optional<String> tooManyWords(JsonNode answer) {
        for (Map.Entry<String, Integer> limit : maxWords.entrySet()) {
            int words = words(answer.path(limit.getKey()).asString(""));
            if (words > limit.getValue()) {
                return Optional.of(limit.getKey() + " has " + words + " words, more than " + limit.getValue());
            }
        }
        return Optional.empty();
    }

    /** Runs of non-blanks that hold a letter or a digit: a dash or an ampersand by itself is no word. */
    private static int words(String text) {
        int words = 0;
        boolean isCounted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                isCounted = false;
            } else if (!isCounted && Character.isLetterOrDigit(text.codePointAt(i))) {
                words++;
                isCounted = true;
            }
        }
        return words;
    }
}
