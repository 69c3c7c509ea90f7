package io.enricher.recipe;

import io.enricher.domain.UnicodeText;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON value read from the middle of a text, as far as it is well-formed: what was complete before the text broke
 * off is there, and what was not is known. Built without recursion, with limits on depth and lengths.
 */
final class PartialJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(400)
                    .maxNameLength(10_000)
                    .maxStringLength(20_000_000)
                    .maxTokenCount(1_000_000)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            // Models write real line breaks inside strings, needless backslashes and a last comma.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final Deque<JsonNode> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Set<JsonNode> broken = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable JsonNode root;
    private int end;

    private PartialJson() {}

    /** Reads the object or array that starts at {@code start}. Never throws. */
    static PartialJson read(char[] text, int start) {
        PartialJson partial = new PartialJson();
        partial.end = text.length;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text, start, text.length - start)) {
            partial.readFrom(parser, start, text.length);
        }
        return partial;
    }

    /** The value, with its complete members and, as its last, one that may be broken; empty if nothing was there. */
    Optional<JsonNode> root() {
        return Optional.ofNullable(root);
    }

    /** Whether an object is whole: it was closed, and has no key twice. */
    boolean isWhole(JsonNode node) {
        return !broken.contains(node);
    }

    /** Where in the text reading ended: after the value, at the character that cannot be there, or at the end. */
    int end() {
        return end;
    }

    private void readFrom(JsonParser parser, int start, int length) {
        try {
            do {
                accept(parser, parser.nextToken());
            } while (!open.isEmpty());
            end = offset(parser, start, length);
        } catch (UnexpectedEndOfInputException e) {
            broken.addAll(open);
        } catch (JacksonException e) {
            broken.addAll(open);
            // The parser stands behind the character that cannot be there, which may begin the next value.
            end = Math.max(start + 1, offset(parser, start, length) - 1);
        }
    }

    private static int offset(JsonParser parser, int start, int length) {
        long offset = parser.currentLocation().getCharOffset();
        return (int) Math.max(start + 1L, Math.min(offset, length));
    }

    private void accept(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) {
            throw new UnexpectedEndOfInputException(parser, null, "the text ends");
        }
        switch (token) {
            case START_OBJECT -> enter(JsonNodeFactory.instance.objectNode());
            case START_ARRAY -> enter(JsonNodeFactory.instance.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            case PROPERTY_NAME -> names.push(parser.currentName());
            default -> add(scalar(parser, token));
        }
    }

    private void enter(JsonNode container) {
        add(container);
        open.push(container);
    }

    private void add(JsonNode value) {
        JsonNode parent = open.peek();
        if (parent == null) {
            root = value;
        } else if (parent instanceof ArrayNode array) {
            array.add(value);
        } else if (parent instanceof ObjectNode object && object.replace(names.pop(), value) != null) {
            // Two answers run into one another: nobody can say which value belongs to which.
            broken.add(object);
        }
    }

    private static JsonNode scalar(JsonParser parser, JsonToken token) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case VALUE_STRING -> nodes.stringNode(UnicodeText.wellFormed(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            // Not BigDecimal: of 1e999999999 a check would write out every digit.
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            default -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode finite(double number) {
        return Double.isFinite(number)
                ? JsonNodeFactory.instance.numberNode(number)
                : JsonNodeFactory.instance.nullNode();
    }
}
