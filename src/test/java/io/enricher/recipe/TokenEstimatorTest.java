package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenEstimatorTest {

    @Test
    void countsAsTheModelsVocabularyDoes() {
        // Newer vocabularies hold more words of other scripts.
        assertThat(TokenEstimator.forModel("gpt-4o").estimate("hello world")).isEqualTo(2);
        assertThat(TokenEstimator.forModel("gpt-4").estimate("hello world")).isEqualTo(2);

        String hindi = "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e";
        int newer = TokenEstimator.forModel("gpt-5-nano").estimate(hindi);
        assertThat(TokenEstimator.forModel("gpt-4-turbo").estimate(hindi)).isGreaterThan(newer);
        assertThat(TokenEstimator.forModel("gpt-3.5-turbo").estimate(hindi)).isGreaterThan(newer);
        assertThat(TokenEstimator.forModel("gpt-4.1").estimate(hindi)).isEqualTo(newer);
        assertThat(TokenEstimator.forModel("openai/gpt-4o-mini").estimate(hindi))
                .isEqualTo(newer);
        assertThat(TokenEstimator.forModel("llama3").estimate(hindi)).isEqualTo(newer);
    }

    @Test
    void namesOfSpecialTokensAreText() {
        assertThat(TokenEstimator.forModel("gpt-4o").estimate("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void anEmptyTextHasNoTokens() {
        assertThat(TokenEstimator.forModel("gpt-4o").estimate("")).isZero();
    }

    @Test
    void aVeryLongTextIsProjectedFromParts() {
        TokenEstimator estimator = TokenEstimator.forModel("gpt-4o");
        String sentence = "The quick brown fox jumps over the lazy dog. ";

        int tokens = estimator.estimate(sentence.repeat(100_000));

        assertThat((double) tokens / 100_000).isCloseTo(10, within(0.5));
    }

    @Test
    void aPromptIsNearEnoughByAPartOfIt() {
        TokenEstimator estimator = TokenEstimator.forModel("gpt-4o");
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 20; row++) {
            rows.append("{\"id\":\"k")
                    .append(row * 7919)
                    .append("\",\"topic\":\"größere Pläne, 予算 ")
                    .append(row);
            rows.append("\",\"description\":\"")
                    .append("what a team does of it ".repeat(1 + row % 9))
                    .append("\"}\n");
        }

        double ratio = (double) estimator.estimateRoughly(rows.toString()) / estimator.estimate(rows.toString());

        assertThat(ratio).isCloseTo(1, within(0.1));
        assertThat(estimator.estimateRoughly("hello world")).isEqualTo(2);
    }

    @Test
    void aRowOfAnotherScriptIsNotMissedWhereNoPartFallsIntoIt() {
        TokenEstimator estimator = TokenEstimator.forModel("gpt-4o");
        String prose = "what a team does of it, and when it is to be there. ";
        // Slices of 512 start at 0, 1829, 3658 and 5487.
        String prompt = prose.repeat(50).substring(0, 2_350)
                + "\u4e88\u7b97\u8a08\u753b".repeat(325)
                + prose.repeat(50).substring(0, 2_350);

        double ratio = (double) estimator.estimateRoughly(prompt) / estimator.estimate(prompt);

        assertThat(ratio).isBetween(0.8, 1.4);
    }

    @Test
    void textWithoutBlanksIsCountedInShortTime() {
        assertThat(TokenEstimator.forModel("gpt-4o").estimate("a".repeat(5_000_000)))
                .isBetween(100_000, 5_000_000);
    }
}
