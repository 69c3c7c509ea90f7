package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCorrectionTest {

    private final TokenCorrection correction = new TokenCorrection();

    @Test
    void estimatesStandUntilSomethingIsLearned() {
        assertThat(correction.corrected(1_000)).isEqualTo(1_000);
        assertThat(correction.atMost(1_000)).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void firstReplyCorrectsAtOnceAndLaterOnesSmoothly() {
        correction.observed(1_000, 1_500);
        assertThat(correction.corrected(1_000)).isEqualTo(1_500);

        correction.observed(1_000, 1_000);
        assertThat(correction.corrected(1_000)).isBetween(1_400L, 1_499L);

        for (int i = 0; i < 100; i++) {
            correction.observed(1_000, 1_000);
        }
        assertThat(correction.corrected(1_000)).isBetween(1_000L, 1_001L);
    }

    @Test
    void atMostCoversTheDearestPromptSeen() {
        for (int i = 0; i < 20; i++) {
            correction.observed(1_000, i == 5 ? 1_800 : 1_000);
        }

        assertThat(correction.atMost(1_000)).isGreaterThanOrEqualTo(1_800);
    }

    @Test
    void smallPromptsAndRepliesWithoutACountTeachNothing() {
        correction.observed(40, 400);
        correction.observed(1_000, 0);

        assertThat(correction.corrected(1_000)).isEqualTo(1_000);
    }
}
