package io.enricher.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the answers in a model's reply, however it is wrapped: fences, prose, a bare array, other wrapper keys, a map by
 * id, cut off in the middle, broken in the middle. An answer is an object that states a known id, and nothing else ever
 * is: not by its place. One parser reads one reply.
 */
final class ReplyParser {

    /** Bounds the work on text that is full of braces and holds no JSON. */
    private static final int MOST_STARTS = 1_000;

    private static final int MOST_WRAPPERS = 4;
    private static final String THINKING = "<think>";
    private static final String THINKING_END = "</think>";

    private final Set<String> ids;
    private final Set<String> answerFields;
    private final List<Found> found = new ArrayList<>();

    /** An answer as it stands in the reply, unchecked, and the id it states. */
    record Found(String id, ObjectNode answer) {}

    /**
     * @param ids          the ids of the prompt
     * @param answerFields names that mark an object as an answer, not a wrapper of answers
     */
    ReplyParser(Set<String> ids, Set<String> answerFields) {
        this.ids = ids;
        this.answerFields = answerFields;
    }

    /** The answers in the order of the text; an id may be there several times. Never throws. */
    List<Found> parse(String reply) {
        char[] text = reply.toCharArray();
        int position = nextStart(text, afterThinking(reply));
        for (int starts = 0; position < text.length && starts < MOST_STARTS; starts++) {
            PartialJson json = PartialJson.read(text, position);
            json.root().ifPresent(root -> collect(root, json, 0));
            position = nextStart(text, json.end());
        }
        return List.copyOf(found);
    }

    // Some servers leave a reasoning model's drafts in the text; a draft is not an answer.
    private static int afterThinking(String reply) {
        int start = reply.length() - reply.stripLeading().length();
        if (!reply.startsWith(THINKING, start)) {
            return 0;
        }
        int end = reply.indexOf(THINKING_END, start);
        return end < 0 ? reply.length() : end + THINKING_END.length();
    }

    /** The next place that can start an object with keys, or an array of objects. */
    private static int nextStart(char[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '{' || text[i] == '[') {
                int next = skipBlanks(text, i + 1);
                if (next < text.length && text[next] == (text[i] == '{' ? '"' : '{')) {
                    return i;
                }
                i = next - 1;
            }
        }
        return text.length;
    }

    private static int skipBlanks(char[] text, int from) {
        int i = from;
        while (i < text.length && Character.isWhitespace(text[i])) {
            i++;
        }
        return i;
    }

    private void collect(JsonNode node, PartialJson json, int depth) {
        if (node instanceof ObjectNode object) {
            Optional<String> id = statedId(object);
            if (id.isPresent()) {
                add(id.get(), object, json);
            } else if (!isAnswer(object)) {
                collectMembers(object, json, depth);
            }
        } else if (node.isArray()) {
            collectElements(node, json);
        }
    }

    private void collectElements(JsonNode array, PartialJson json) {
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                statedId(object).ifPresent(id -> add(id, object, json));
            }
        }
    }

    private void collectMembers(ObjectNode wrapper, PartialJson json, int depth) {
        wrapper.properties().forEach(member -> {
            String key = member.getKey().strip();
            if (ids.contains(key) && member.getValue() instanceof ObjectNode answer) {
                addMapped(key, answer, json);
            } else if (depth < MOST_WRAPPERS) {
                collect(member.getValue(), json, depth + 1);
            }
        });
    }

    /** An answer under its id as key; one that states another id is nobody's. */
    private void addMapped(String key, ObjectNode answer, PartialJson json) {
        if (!answer.has("id") || statedId(answer).equals(Optional.of(key))) {
            add(key, answer, json);
        }
    }

    private void add(String id, ObjectNode answer, PartialJson json) {
        if (json.isWhole(answer)) {
            found.add(new Found(id, answer));
        }
    }

    private Optional<String> statedId(ObjectNode object) {
        JsonNode id = object.path("id");
        if (!id.isString() && !id.isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(id.asString().strip()).filter(ids::contains);
    }

    private boolean isAnswer(ObjectNode object) {
        return object.propertyNames().stream().anyMatch(answerFields::contains);
    }
}
