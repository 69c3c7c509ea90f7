package io.enricher.output;

import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a row's answer by name. */
final class AnswerFields {

    /** Keeps numbers as they were written. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode fields;

    private AnswerFields(ObjectNode fields) {
        this.fields = fields;
    }

    /** @throws IllegalArgumentException if the answer is not a JSON object */
    static AnswerFields of(OutputRow row) {
        Optional<JsonNode> answer = row.answerJson().map(MAPPER::readTree);
        if (answer.isEmpty()) {
            return new AnswerFields(MAPPER.createObjectNode());
        }
        if (answer.get() instanceof ObjectNode object) {
            return new AnswerFields(object);
        }
        throw new IllegalArgumentException("record " + row.record().number() + ": the answer is not a JSON object");
    }

    /** The field as a JSON value; JSON's null if the answer lacks it. */
    JsonNode value(String name) {
        JsonNode value = fields.get(name);
        return value == null ? NullNode.getInstance() : value;
    }

    /** The field as one cell: strings as they are, lists and objects as JSON, empty for null. */
    String cell(String name) {
        JsonNode value = value(name);
        if (value.isNull()) {
            return "";
        }
        return value.isContainer() ? MAPPER.writeValueAsString(value) : value.asString();
    }
}
