package io.enricher.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulator answers: values that follow the request's JSON schema and are derived from the item's own text,
 * never from its id or place, so that a test can work out the only right answer of a row and see whose answer it got.
 *
 * <p>Understands {@code $ref}, {@code const}, {@code enum}, {@code anyOf}, {@code oneOf}, lists of types, objects,
 * arrays with counts, numbers with ranges, strings with lengths and the format {@code date}; of several alternatives it
 * takes the first that is not null. An object of the integers {@code from} and {@code to} is a range of the item's numbered
 * lines. It does not understand {@code pattern}: name such a field in
 * {@link SimulatorBuilder#answering}.
 */
public final class SchemaAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int WORD_LENGTH = 20;
    private static final int LIST_LENGTH = 2;

    private final JsonNode root;

    private SchemaAnswers(JsonNode root) {
        this.root = root;
    }

    /** What identifies an item: its fields but the id, in prompt order, stripped, empty ones left out, one a line. */
    public static String itemText(Collection<String> fields) {
        return fields.stream()
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The same of fields in prompt order. */
    public static String itemText(String... fields) {
        return itemText(Arrays.asList(fields));
    }

    /**
     * The answer in a string field without limits of length: {@code about}, the item's first three words, and a hash of
     * the field's name and the whole text.
     *
     * @param path the field; of nested ones {@code outer.inner}, of list elements {@code tags.0}
     */
    public static String expectedText(String path, String itemText) {
        String words = Arrays.stream(BLANKS.split(itemText.strip(), 4))
                .limit(3)
                .map(word -> cut(word, WORD_LENGTH))
                .collect(Collectors.joining(" "));
        return "about " + words + " " + hex(path, itemText);
    }

    /** The answer in an enumerated field. */
    public static String expectedChoice(String path, String itemText, List<String> choices) {
        return choices.get(index(path, itemText, choices.size()));
    }

    /**
     * An item's whole answer without its id, its fields in the schema's order.
     *
     * @param replySchema of the whole reply, as sent
     */
    public static ObjectNode expectedAnswer(String replySchema, String itemText) {
        JsonNode schema = JsonMapper.shared().readTree(replySchema);
        ObjectNode answer = new SchemaAnswers(schema).object(elementSchema(schema), "", itemText);
        answer.remove("id");
        return answer;
    }

    /** Stands in where a request has no schema: one string a row. */
    static JsonNode anyAnswer() {
        return JsonMapper.shared()
                .readTree(
                        """
                {"type":"object","properties":{"results":{"type":"array","items":{"type":"object",
                "properties":{"id":{"type":"string"},"answer":{"type":"string"}}}}}}""");
    }

    /** An item's answer as an element of the reply. */
    static ObjectNode element(JsonNode replySchema, AskedItem item) {
        ObjectNode element = NODES.objectNode().put("id", item.id());
        ObjectNode fields = new SchemaAnswers(replySchema).object(elementSchema(replySchema), "", item.text());
        fields.remove("id");
        return element.setAll(fields);
    }

    /** The schema of one element of the reply's list; an empty object if the schema has no list of objects. */
    static JsonNode elementSchema(JsonNode replySchema) {
        SchemaAnswers answers = new SchemaAnswers(replySchema);
        return answers.resolved(answers.resolved(replySchema).path("properties").path(listName(replySchema)))
                .path("items");
    }

    /** The name of the list in the reply: the first field that is one. */
    static String listName(JsonNode replySchema) {
        SchemaAnswers answers = new SchemaAnswers(replySchema);
        return answers.resolved(replySchema).path("properties").properties().stream()
                .filter(field -> type(answers.resolved(field.getValue())).equals("array"))
                .map(field -> field.getKey())
                .findFirst()
                .orElse("results");
    }

    /** The schema with its reference followed and its first alternative that is not null taken. */
    static JsonNode resolved(JsonNode replySchema, JsonNode schema) {
        return new SchemaAnswers(replySchema).resolved(schema);
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(root.at(schema.path("$ref").asString().substring(1)));
        }
        for (String alternatives : List.of("anyOf", "oneOf")) {
            for (JsonNode alternative : schema.path(alternatives)) {
                if (!type(alternative).equals("null")) {
                    return resolved(alternative);
                }
            }
        }
        return schema;
    }

    private JsonNode value(JsonNode unresolved, String path, String text) {
        JsonNode schema = resolved(unresolved);
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return choice(schema.path("enum"), path, text, 0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, path, text);
            case "array" -> array(schema, path, text);
            case "integer" -> asParsed(integer(schema, path, text));
            case "number" -> NODES.numberNode(number(schema, path, text));
            case "boolean" -> NODES.booleanNode(index(path, text, 2) == 1);
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(string(schema, path, text));
        };
    }

    private ObjectNode object(JsonNode unresolved, String path, String text) {
        ObjectNode object = NODES.objectNode();
        resolved(unresolved)
                .path("properties")
                .properties()
                .forEach(property -> object.set(
                        property.getKey(), value(property.getValue(), inner(path, property.getKey()), text)));
        return LineRange.isOne(object) ? LineRange.within(text, object) : object;
    }

    private ArrayNode array(JsonNode schema, String path, String text) {
        JsonNode element = resolved(schema.path("items"));
        int most = Math.min(schema.path("maxItems").asInt(Integer.MAX_VALUE), distinctValues(element));
        int count = Math.min(most, Math.max(LIST_LENGTH, schema.path("minItems").asInt(0)));
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < count; i++) {
            array.add(
                    element.has("enum")
                            ? choice(element.path("enum"), path, text, i)
                            : value(element, inner(path, Integer.toString(i)), text));
        }
        return array;
    }

    private static int distinctValues(JsonNode element) {
        return element.has("enum") ? element.path("enum").size() : Integer.MAX_VALUE;
    }

    /** @param shift so that the elements of one list differ */
    private static JsonNode choice(JsonNode choices, String path, String text, int shift) {
        List<JsonNode> real = new ArrayList<>();
        choices.forEach(choice -> {
            if (!choice.isNull()) {
                real.add(choice);
            }
        });
        return real.isEmpty() ? NODES.nullNode() : real.get((index(path, text, real.size()) + shift) % real.size());
    }

    private static long integer(JsonNode schema, String path, String text) {
        long least = schema.has("exclusiveMinimum")
                ? schema.path("exclusiveMinimum").asLong() + 1
                : schema.path("minimum").asLong(0);
        long most = schema.has("exclusiveMaximum")
                ? schema.path("exclusiveMaximum").asLong() - 1
                : schema.path("maximum").asLong(least + 100);
        return least + Math.floorMod(hash(path, text), most - least + 1);
    }

    /** An int where it fits, as a parser makes it: an int node and a long node are never equal. */
    private static JsonNode asParsed(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static double number(JsonNode schema, String path, String text) {
        double least =
                schema.path("exclusiveMinimum").asDouble(schema.path("minimum").asDouble(0));
        double most =
                schema.path("exclusiveMaximum").asDouble(schema.path("maximum").asDouble(least + 1));
        // Hundredths from 1 to 99 keep off both ends, which may be excluded.
        return least + (most - least) * (1 + index(path, text, 99)) / 100.0;
    }

    private static String string(JsonNode schema, String path, String text) {
        if (schema.path("format").asString("").equals("date")) {
            return LocalDate.of(2026, 1, 1).plusDays(index(path, text, 365)).toString();
        }
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String answer = expectedText(path, text);
        if (answer.codePointCount(0, answer.length()) > most) {
            answer = cut(hex(path, text), most);
        }
        while (answer.codePointCount(0, answer.length())
                < schema.path("minLength").asInt(0)) {
            answer = cut(answer + " more", most);
        }
        return answer;
    }

    /** The schema's type in lower case (Gemini's older form has capitals), of several the first that is not null. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString("").equals("null")) {
                    return one.asString("");
                }
            }
        }
        return type.asString("").toLowerCase(Locale.ROOT);
    }

    private static String inner(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static int index(String path, String text, int size) {
        return (int) Math.floorMod(hash(path, text), (long) size);
    }

    private static long hash(String path, String text) {
        return ByteBuffer.wrap(digest(path, text)).getLong();
    }

    private static String hex(String path, String text) {
        return HexFormat.of().formatHex(digest(path, text), 0, 4);
    }

    private static byte[] digest(String path, String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return sha256.digest((path + "\0" + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
