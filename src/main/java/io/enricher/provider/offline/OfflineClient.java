package io.enricher.provider.offline;

import io.enricher.domain.Usage;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers each item of a prompt by a rule. The answer depends on the item's own fields and the reply schema only: the
 * same item gets the same answer in any batch. Safe for many threads.
 */
final class OfflineClient implements ModelClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private volatile ParsedSchema lastSchema = new ParsedSchema("", JSON.createObjectNode());

    @Override
    public ModelReply ask(ModelRequest request) {
        try {
            JsonNode items = JSON.readTree(request.user()).path("items");
            String text = JSON.writeValueAsString(
                    reply(items, schemaOf(request.replySchema().orElse("{}"))));
            return new ModelReply(text, FinishReason.STOP, "stop", Usage.NONE);
        } catch (JacksonException e) {
            throw new ModelException.Rejected(
                    "offline: the prompt or the reply schema is no JSON ("
                            + e.getClass().getSimpleName() + ")",
                    new IllegalArgumentException("no JSON"));
        }
    }

    private static ObjectNode reply(JsonNode items, JsonNode schema) {
        RuleAnswers answers = new RuleAnswers(schema);
        JsonNode answerSchema = schema.path("properties").path("results").path("items");
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode results = reply.putArray("results");
        for (JsonNode item : items) {
            ObjectNode result = results.addObject().setAll(answers.of(answerSchema, ItemText.of(item)));
            result.set("id", item.path("id"));
        }
        return reply;
    }

    /** Most prompts of a run have the same schema. */
    private JsonNode schemaOf(String text) {
        ParsedSchema known = lastSchema;
        if (!known.text().equals(text)) {
            known = new ParsedSchema(text, JSON.readTree(text));
            lastSchema = known;
        }
        return known.schema();
    }

    private record ParsedSchema(String text, JsonNode schema) {}
}
