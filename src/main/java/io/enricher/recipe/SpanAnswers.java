package io.enricher.recipe;

import io.enricher.domain.Identifiers;
import io.enricher.domain.Item;
import io.enricher.domain.SymbolName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks what an answer says of source against the source. Safe for use by many threads. */
final class SpanAnswers {

    private final Optional<SpanRules> rules;
    private final Optional<String> numberedField;
    private final SpanKnowledge knowledge;

    SpanAnswers(Recipe recipe, SpanKnowledge knowledge) {
        this.rules = recipe.span();
        this.numberedField = recipe.fields().stream()
                .filter(InputField::numbered)
                .map(InputField::name)
                .findFirst();
        this.knowledge = knowledge;
    }

    /** What is wrong with a line range, if one lies outside of the item's text. */
    Optional<String> strayEvidence(JsonNode answer, Item item) {
        Optional<String> field = rules.flatMap(SpanRules::evidence);
        if (field.isEmpty() || numberedField.isEmpty()) {
            return Optional.empty();
        }
        int last = SourceLines.ofNumbered(item.fields().getOrDefault(numberedField.get(), ""))
                .last();
        JsonNode ranges = answer.path(field.get());
        for (int i = 0; i < ranges.size(); i++) {
            int from = ranges.get(i).path("from").asInt(0);
            int to = ranges.get(i).path("to").asInt(0);
            if (from < 1 || to < from || to > last) {
                return Optional.of(field.get() + "/" + i + " is not a range of the item's lines 1 to " + last);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes related symbols that do not exist out of a valid answer.
     *
     * @param shown what the prompt showed of the source around the item
     * @return the note of the answer, empty if all that it names exists
     */
    String ground(ObjectNode answer, Item item, List<String> shown) {
        if (rules.isEmpty()) {
            return "";
        }
        boolean isAllReal = keepReal(answer, rules.get());
        return isAllReal && isGrounded(answer, item, shown) ? "" : ItemReply.UNGROUNDED;
    }

    private boolean keepReal(ObjectNode answer, SpanRules span) {
        if (span.related().isEmpty() || !(answer.path(span.related().get()) instanceof ArrayNode related)) {
            return true;
        }
        ArrayNode real = JsonNodeFactory.instance.arrayNode();
        related.forEach(name -> {
            if (knowledge.isSymbol(SymbolName.ofMention(name.asString("")))) {
                real.add(name);
            }
        });
        answer.set(span.related().get(), real);
        return real.size() == related.size();
    }

    private boolean isGrounded(ObjectNode answer, Item item, List<String> shown) {
        Set<String> named = new HashSet<>();
        rules.ifPresent(span -> span.grounded().forEach(field -> texts(answer.path(field))
                .forEach(text -> named.addAll(CodeMarks.identifiersIn(text)))));
        named.removeIf(CommonWords::contains);
        if (named.isEmpty()) {
            return true;
        }
        List<String> seen = new ArrayList<>(shown);
        seen.addAll(item.fields().values());
        seen.addAll(item.group().shared().values());
        seen.forEach(text -> named.removeAll(Identifiers.of(text)));
        String path = item.group()
                .shared()
                .getOrDefault(InputField.PATH, item.fields().getOrDefault(InputField.PATH, ""));
        return named.stream().allMatch(identifier -> knowledge.isInFile(path, identifier));
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.values().stream().map(text -> text.asString("")).toList()
                : List.of(value.asString(""));
    }
}
