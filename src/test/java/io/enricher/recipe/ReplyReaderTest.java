package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyReaderTest {

    private static final String A = "{\"id\":\"a\",\"tldr\":\"one\",\"challenge\":\"practice\"}";
    private static final String B = "{\"id\":\"b\",\"tldr\":\"two\",\"challenge\":\"expert\"}";
    private static final String BOTH = "a=valid {\"tldr\":\"one\",\"challenge\":\"practice\"}"
            + " | b=valid {\"tldr\":\"two\",\"challenge\":\"expert\"}";
    private static final String ONLY_A = "a=valid {\"tldr\":\"one\",\"challenge\":\"practice\"} | b=missing";
    private static final String ONLY_B = "a=missing | b=valid {\"tldr\":\"two\",\"challenge\":\"expert\"}";
    private static final String NONE = "a=missing | b=missing";

    private final ReplyReader reader = new ReplyReader(Recipes.roadmap());

    static Stream<Arguments> replies() {
        return Stream.of(
                spec("as asked", results(A, B), BOTH),
                spec("another order", results(B, A), BOTH),
                spec("code fence", "```json\n" + results(A, B) + "\n```", BOTH),
                spec("fence without a language", "```\n" + results(A, B) + "\n```\n", BOTH),
                spec("prose around", "Sure! Here you are:\n" + results(A, B) + "\nAnything else?", BOTH),
                spec("braces in the prose", "In {curly} [brackets] {\"so\"}: " + results(A, B) + " {done}", BOTH),
                spec("an object before", "{\"note\":\"two items\"}\n" + results(A, B), BOTH),
                spec("byte order mark", "\uFEFF" + results(A, B), BOTH),
                spec("bare array", "[" + A + "," + B + "]", BOTH),
                spec("single object", A, ONLY_A),
                spec("objects line by line", A + "\n" + B, BOTH),
                spec("another wrapper key", "{\"items\":[" + A + "," + B + "]}", BOTH),
                spec("wrappers in one another", "{\"data\":{\"output\":{\"results\":[" + A + "," + B + "]}}}", BOTH),
                spec("a wrapper with an id", "{\"id\":\"chatcmpl-1\",\"results\":[" + A + "," + B + "]}", BOTH),
                spec(
                        "map by id",
                        "{\"a\":{\"tldr\":\"one\",\"challenge\":\"practice\"},"
                                + "\"b\":{\"tldr\":\"two\",\"challenge\":\"expert\"}}",
                        BOTH),
                spec("map by id inside a wrapper", "{\"results\":{\"a\":" + A + ",\"b\":" + B + "}}", BOTH),
                spec("map whose key and id differ", "{\"a\":" + B + "}", NONE),
                spec("map whose value has an unknown id", "{\"a\":" + A.replace("\"a\"", "\"zz\"") + "}", NONE),
                spec("map by other names", "{\"first\":" + A + ",\"second\":" + B + "}", BOTH),
                spec("unknown extra element", results(A, A.replace("\"a\"", "\"zz\""), B), BOTH),
                spec("unknown extra property", results(A.replace("{", "{\"why\":{\"deep\":[1]},"), B), BOTH),
                spec("blanks around the id", results(A.replace("\"a\"", "\" a\\n\""), B), BOTH),
                spec("an id in another case is another id", results(A.replace("\"a\"", "\"A\""), B), ONLY_B),
                spec("no ids: never by position", results(without(A), without(B)), NONE),
                spec("null id", results(A.replace("\"a\"", "null"), B), ONLY_B),
                spec("missing element", results(B), ONLY_B),
                spec("empty results", results(), NONE),
                spec("empty text", "", NONE),
                spec("refusal in prose", "I cannot help with that.", NONE),
                spec("HTML", "<html><body>{\"oops\"}</body></html>", NONE),
                spec("double answer, equal", results(A, B, A), BOTH),
                spec("double answer, equal but for blanks", results(A, A.replace("one", " one "), B), BOTH),
                spec(
                        "double answer, different",
                        results(A, A.replace("one", "uno"), B),
                        "a=invalid two different answers to one item | b=valid"
                                + " {\"tldr\":\"two\",\"challenge\":\"expert\"}"),
                spec(
                        "three answers, the first two different",
                        results(A, A.replace("one", "uno"), A),
                        "a=invalid two different answers to one item | b=missing"),
                spec(
                        "cut inside the second",
                        results(A, B).substring(0, results(A, B).length() - 8),
                        ONLY_A),
                spec(
                        "cut right after the second",
                        results(A, B).substring(0, results(A, B).length() - 2),
                        BOTH),
                spec("cut in a fence", "```json\n[" + A + ",{\"id\":\"b\",\"tl", ONLY_A),
                spec("comma forgotten", "{\"results\":[" + A + " " + B + "]}", BOTH),
                spec("trailing comma", "{\"results\":[" + A + "," + B + ",]}", BOTH),
                spec(
                        "a quote not escaped spoils its own element only",
                        results(A.replace("one", "say \"one\" twice"), B),
                        ONLY_B),
                spec("two elements run together", results(A.substring(0, A.length() - 1) + "," + B.substring(1)), NONE),
                spec(
                        "line break inside a string",
                        results(A.replace("one", "o\nne"), B),
                        BOTH.replace("one", "o\\nne")),
                spec("needless backslash", results(A.replace("one", "o\\'ne"), B), BOTH.replace("one", "o'ne")),
                spec("blanks around values", results(A.replace("one", " one\\n"), B), BOTH),
                spec("enumeration in another case", results(A.replace("practice", " PRACTICE "), B), BOTH),
                spec(
                        "properties in another order",
                        "[{\"challenge\":\"practice\",\"tldr\":\"one\",\"id\":\"a\"}]",
                        ONLY_A),
                spec("draft in thoughts", "<think>" + results(B) + "</think>" + results(A), ONLY_A),
                spec("cut while thinking", "\n<think>maybe " + results(A), NONE),
                spec(
                        "thoughts named in an answer",
                        results(A, B.replace("two", "</think>")),
                        BOTH.replace("two", "</think>")),
                spec(
                        "wrong enumeration value",
                        results(A.replace("practice", "easy"), B),
                        "a=invalid challenge is none of practice, expert |"
                                + ONLY_B.substring(ONLY_B.indexOf('|') + 1)),
                spec(
                        "property missing",
                        "[{\"id\":\"a\",\"tldr\":\"one\"}]",
                        "a=invalid the answer lacks \"challenge\" | b=missing"),
                spec(
                        "wrong type",
                        results(A.replace("\"one\"", "1")),
                        "a=invalid tldr is not of type string | b=missing"),
                spec(
                        "null value",
                        results(A.replace("\"one\"", "null")),
                        "a=invalid tldr is not of type string | b=missing"),
                spec(
                        "only blanks",
                        results(A.replace("one", "   ")),
                        "a=invalid tldr is shorter than 1 characters | b=missing"),
                spec(
                        "too long",
                        results(A.replace("one", "x".repeat(201))),
                        "a=invalid tldr is longer than 200 characters | b=missing"),
                spec(
                        "too many words",
                        results(A.replace("one", "w ".repeat(16))),
                        "a=invalid tldr has 16 words, more than 15 | b=missing"),
                spec(
                        "signs are no words",
                        results(A.replace("one", "w ".repeat(14) + "- & last")),
                        ONLY_A.replace("one", "w ".repeat(14) + "- & last")),
                spec("lone surrogate", results(A.replace("one", "o\\ud83dne")), ONLY_A.replace("one", "o\uFFFDne")),
                spec("nul", results(A.replace("one", "o\\u0000ne")), ONLY_A.replace("one", "o\\u0000ne")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void readsEachAnswerByItsId(String name, String reply, String expected) {
        Map<String, ItemReply> replies = reader.read(Recipes.prompt("a", "b"), reply);

        assertThat(shown(replies)).isEqualTo(expected);
    }

    @Test
    void takesNumbersForIdsThatAreSpelledAlike() {
        String reply = "[{\"id\":2,\"tldr\":\"two\",\"challenge\":\"expert\"},"
                + "{\"id\":1,\"tldr\":\"one\",\"challenge\":\"practice\"}]";

        Map<String, ItemReply> replies = reader.read(Recipes.prompt("1", "2"), reply);

        assertThat(shown(replies)).isEqualTo(BOTH.replace("a=", "1=").replace("b=", "2="));
    }

    @Test
    void readsEveryKindOfValue() {
        ReplyReader ofReviews = new ReplyReader(Recipes.of(Recipes.REVIEW));
        String valid =
                "{\"mood\":\"Good\",\"score\":7,\"tags\":[\"x\"],\"maker\":{\"name\":\"Acme\",\"since\":\"1999-12-31\"}}";
        String repairable = "{\"id\":\"a\",\"tags\":[\" x \"],\"mood\":\"good\",\"extra\":1,\"score\":7,"
                + "\"maker\":{\"since\":\"1999-12-31\",\"age\":9,\"name\":\"Acme\"}}";

        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable))).isEqualTo("a=valid " + valid);
        assertThat(shown(ofReviews.read(
                        Recipes.prompt("a"), repairable.replaceAll("\"maker\":.*}}", "\"maker\":null}"))))
                .isEqualTo("a=valid " + valid.replaceAll("\"maker\":.*}}", "\"maker\":null}"));
        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable.replace(":7", ":11"))))
                .isEqualTo("a=invalid score is over 10");
        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable.replace(":7", ":1e999999999"))))
                .isEqualTo("a=invalid score is not of type integer");
        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable.replace("1999-12-31", "last year"))))
                .isEqualTo("a=invalid maker/since is not a valid date");
        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable.replace("\" x \"", "1"))))
                .isEqualTo("a=invalid tags/0 is not of type string");
        assertThat(shown(ofReviews.read(Recipes.prompt("a"), repairable.replace("[\" x \"]", "[[[[\" x \"]]]]"))))
                .isEqualTo("a=invalid tags/0 is not of type string");
    }

    @Test
    void nestedObjectsAreNotTakenForAnswers() {
        String reply = "[{\"id\":\"zz\",\"tldr\":\"x\",\"challenge\":\"expert\",\"more\":" + A + "}]";

        assertThat(shown(reader.read(Recipes.prompt("a", "b"), reply))).isEqualTo(NONE);
    }

    private static Arguments spec(String name, String reply, String expected) {
        return Arguments.of(name, reply, expected);
    }

    private static String results(String... elements) {
        return "{\"results\":[" + String.join(",", elements) + "]}";
    }

    private static String without(String element) {
        return element.replaceFirst("\"id\":\"\\w+\",", "");
    }

    private static String shown(Map<String, ItemReply> replies) {
        return replies.entrySet().stream()
                .map(reply -> reply.getKey() + "=" + shown(reply.getValue()))
                .collect(Collectors.joining(" | "));
    }

    private static String shown(ItemReply reply) {
        if (reply instanceof ItemReply.Valid valid) {
            return "valid " + valid.json();
        }
        return reply instanceof ItemReply.Invalid invalid ? "invalid " + invalid.message() : "missing";
    }
}
