package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the vocabulary of the newest models. */
class RoughTokensTest {

    private static final TokenEstimator COUNT = TokenEstimator.forModel("gpt-4o");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "am", "ar", "bn", "chr", "de", "dz", "el", "en", "fi", "gu", "he", "hi", "hu", "hy", "ja", "ka", "km",
                "ko", "lo", "lv", "my", "or", "pa", "ru", "si", "ta", "th", "uk", "vi", "zh"
            })
    void isNearTheCountInAnyScript(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String countries = Stream.of(Locale.getISOCountries())
                .map(country -> new Locale("", country).getDisplayCountry(locale))
                .collect(Collectors.joining(", "));

        assertThat(ratio(countries)).isBetween(0.65, 1.6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isNearTheCountForAnyKindOfText(String kind, String text) {
        assertThat(ratio(text)).as(kind).isBetween(0.65, 1.6);
    }

    static Stream<Arguments> texts() {
        Random random = new Random(7);
        byte[] bytes = new byte[3_000];
        random.nextBytes(bytes);
        String rows = IntStream.range(0, 20)
                .mapToObj(row -> "{\"id\":\"k" + row * 7919 + "\",\"topic\":\"storage " + row
                        + "\",\"description\":\"what a team does of it\",\"price\":" + row * 17.5 + "}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        String identifiers = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(50)
                .collect(Collectors.joining("\n"));
        String marks =
                random.ints(2_000, '!', '/' + 1).mapToObj(Character::toString).collect(Collectors.joining());
        String code =
                """
                for (int i = 0; i < slices; i++) {
                    String part = text.substring(start, start + slice);
                    countedTokens += count(part);
                }
                """;
        return Stream.of(
                Arguments.of("prose", "The team wants a plan that tells what is to be done first, and who does it."),
                Arguments.of("rows", rows),
                Arguments.of("identifiers", identifiers),
                Arguments.of("base64", Base64.getEncoder().encodeToString(bytes)),
                Arguments.of("marks", marks),
                Arguments.of("a table", "|---|---|:--:|\n".repeat(100)),
                Arguments.of("emoji", "\ud83d\ude00\ud83d\ude80\ud840\udc00".repeat(50)),
                Arguments.of("code", code));
    }

    @Test
    void anEmptyTextHasNoTokens() {
        assertThat(RoughTokens.of("")).isZero();
        assertThat(RoughTokens.of("hello world")).isEqualTo(2);
    }

    private static double ratio(String text) {
        return (double) RoughTokens.of(text) / COUNT.estimate(text);
    }
}
