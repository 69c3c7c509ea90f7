package io.enricher.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The word pieces that the model knows, with their numbers; those inside a word begin with {@code ##}. Immutable. */
final class Vocabulary {

    private static final String RESOURCE = "/all-minilm-l6-v2-q-tokenizer.json";

    private final Map<String, Integer> numbers;
    private final int longestPiece;

    private Vocabulary(Map<String, Integer> numbers) {
        this.numbers = numbers;
        this.longestPiece =
                numbers.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The vocabulary in the model's jar. */
    static Vocabulary bundled() {
        try (InputStream file =
                        Objects.requireNonNull(Vocabulary.class.getResourceAsStream(RESOURCE), "no " + RESOURCE);
                JsonParser parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            enter(parser, "model");
            enter(parser, "vocab");
            return new Vocabulary(numbers(parser));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    /** From the start of an object to the start of the one that is its property {@code name}. */
    private static void enter(JsonParser parser, String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return;
            }
            parser.skipChildren();
        }
        throw new IllegalStateException(RESOURCE + " has no " + name);
    }

    private static Map<String, Integer> numbers(JsonParser parser) {
        Map<String, Integer> numbers = new HashMap<>(1 << 16);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String piece = parser.currentName();
            parser.nextToken();
            numbers.put(piece, parser.getIntValue());
        }
        return numbers;
    }

    OptionalInt number(String piece) {
        Integer number = numbers.get(piece);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The number of a piece that every vocabulary of this kind has, such as {@code [CLS]}. */
    int required(String piece) {
        return number(piece).orElseThrow(() -> new IllegalStateException(RESOURCE + " has no piece " + piece));
    }

    /** Letters of the longest piece, its {@code ##} included. */
    int longestPiece() {
        return longestPiece;
    }
}
