package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoughTokensTest {

    private static final TokenEstimator COUNT = TokenEstimator.forModel("gpt-4o");

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isNearTheCountForAnyKindOfText(String kind, String text) {
        double ratio = (double) RoughTokens.of(text) / COUNT.estimate(text);

        assertThat(ratio).as(kind).isBetween(0.65, 1.6);
    }

    static Stream<Arguments> texts() {
        Random random = new Random(7);
        byte[] bytes = new byte[3_000];
        random.nextBytes(bytes);
        return Stream.of(
                Arguments.of(
                        "English",
                        "The team wants a plan that tells what is to be done first, who does it and when it will be there."),
                Arguments.of(
                        "German",
                        "Die Mannschaft m\u00f6chte einen Plan, der sagt, was zuerst zu tun ist, wer es \u00fcbernimmt und wann es fertig"
                                + " wird; gr\u00f6\u00dfere Vorhaben werden vorher gepr\u00fcft."),
                Arguments.of(
                        "Vietnamese",
                        "Nh\u00f3m mu\u1ed1n c\u00f3 m\u1ed9t k\u1ebf ho\u1ea1ch cho bi\u1ebft vi\u1ec7c g\u00ec c\u1ea7n l\u00e0m tr\u01b0\u1edbc, ai l\u00e0m v\u00e0 khi n\u00e0o xong."),
                Arguments.of(
                        "Russian",
                        "\u041a\u043e\u043c\u0430\u043d\u0434\u0430 \u0445\u043e\u0447\u0435\u0442 \u043f\u043b\u0430\u043d, \u0432 \u043a\u043e\u0442\u043e\u0440\u043e\u043c \u0441\u043a\u0430\u0437\u0430\u043d\u043e, \u0447\u0442\u043e \u0434\u0435\u043b\u0430\u0442\u044c \u0441\u043d\u0430\u0447\u0430\u043b\u0430 \u0438 \u043a\u0442\u043e \u044d\u0442\u043e \u0441\u0434\u0435\u043b\u0430\u0435\u0442."),
                Arguments.of(
                        "Arabic",
                        "\u064a\u0631\u064a\u062f \u0627\u0644\u0641\u0631\u064a\u0642 \u062e\u0637\u0629 \u062a\u0648\u0636\u062d \u0645\u0627 \u064a\u062c\u0628 \u0641\u0639\u0644\u0647 \u0623\u0648\u0644\u0627 \u0648\u0645\u0646 \u064a\u0642\u0648\u0645 \u0628\u0647."),
                Arguments.of(
                        "Hindi",
                        "\u091f\u0940\u092e \u0915\u094b \u090f\u0915 \u092f\u094b\u091c\u0928\u093e \u091a\u093e\u0939\u093f\u090f \u091c\u094b \u092c\u0924\u093e\u090f \u0915\u093f \u092a\u0939\u0932\u0947 \u0915\u094d\u092f\u093e \u0915\u0930\u0928\u093e \u0939\u0948"),
                Arguments.of(
                        "Chinese",
                        "\u56e2\u961f\u9700\u8981\u4e00\u4e2a\u8ba1\u5212\uff0c\u8bf4\u660e\u5148\u505a\u4ec0\u4e48\uff0c\u7531\u8c01\u6765\u505a\uff0c\u4ec0\u4e48\u65f6\u5019\u5b8c\u6210\u3002"),
                Arguments.of(
                        "Japanese",
                        "\u30c1\u30fc\u30e0\u306f\u3001\u6700\u521d\u306b\u4f55\u3092\u3059\u308b\u304b\u3001\u8ab0\u304c\u3059\u308b\u304b\u3092\u793a\u3059\u8a08\u753b\u3092\u671b\u3093\u3067\u3044\u307e\u3059\u3002"),
                Arguments.of(
                        "Korean",
                        "\ud300\uc740 \ubb34\uc5c7\uc744 \uba3c\uc800 \ud558\uace0 \ub204\uac00 \ud560\uc9c0 \ubcf4\uc5ec \uc8fc\ub294 \uacc4\ud68d\uc744 \uc6d0\ud569\ub2c8\ub2e4."),
                Arguments.of(
                        "rows",
                        IntStream.range(0, 20)
                                .mapToObj(row -> "{\"id\":\"k" + row * 7919 + "\",\"topic\":\"storage " + row
                                        + "\",\"description\":\"what a team does of it\",\"price\":" + row * 17.5 + "}")
                                .collect(Collectors.joining(",", "{\"items\":[", "]}"))),
                Arguments.of(
                        "identifiers",
                        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                                .limit(50)
                                .collect(Collectors.joining("\n"))),
                Arguments.of("base64", Base64.getEncoder().encodeToString(bytes)),
                Arguments.of(
                        "code",
                        """
                        for (int i = 0; i < slices; i++) {
                            String part = text.substring(start, start + slice);
                            countedTokens += count(part);
                        }
                        """));
    }

    @Test
    void anEmptyTextHasNoTokens() {
        assertThat(RoughTokens.of("")).isZero();
        assertThat(RoughTokens.of("hello world")).isEqualTo(2);
    }

    @Test
    void aRowOfAnotherScriptIsSeenWhereverItIs() {
        String prose = "what a team does of it, and when it is to be there. ";
        String prompt = prose.repeat(40) + "\u4e88\u7b97\u8a08\u753b".repeat(450) + prose.repeat(40);

        assertThat((double) RoughTokens.of(prompt) / COUNT.estimate(prompt)).isBetween(0.8, 1.25);
    }
}
