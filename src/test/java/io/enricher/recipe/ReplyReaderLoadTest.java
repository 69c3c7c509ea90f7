package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyReaderLoadTest {

    private static final int TEN_MILLION = 10_000_000;
    private static final String GOOD = "{\"id\":\"a\",\"tldr\":\"one\",\"challenge\":\"expert\"}";

    private final ReplyReader reader = new ReplyReader(Recipes.roadmap());

    static Stream<Arguments> hugeReplies() {
        return Stream.of(
                Arguments.of("brackets", "[".repeat(TEN_MILLION)),
                Arguments.of("arrays of objects", "[{".repeat(TEN_MILLION / 2)),
                Arguments.of("keys", "{\"".repeat(TEN_MILLION / 2)),
                Arguments.of("nested objects", "{\"a\":".repeat(TEN_MILLION / 5)),
                Arguments.of("empty objects", "[" + "{},".repeat(TEN_MILLION / 3)),
                Arguments.of("one string", "{\"id\":\"" + "x".repeat(TEN_MILLION)),
                Arguments.of("one number", "{\"id\":" + "9".repeat(TEN_MILLION)),
                Arguments.of("braces and blanks", "{ ".repeat(TEN_MILLION / 2)),
                Arguments.of("blanks", "{" + " ".repeat(TEN_MILLION)),
                Arguments.of("prose", "so { it } goes ".repeat(TEN_MILLION / 15)),
                Arguments.of("the same answer", "[" + (GOOD + ",").repeat(TEN_MILLION / 50)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeReplies")
    void aHugeReplyIsReadInShortTime(String name, String reply) {
        Map<String, ItemReply> replies = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> reader.read(Recipes.prompt("a", "b"), reply));

        assertThat(replies).containsOnlyKeys("a", "b");
    }
}
