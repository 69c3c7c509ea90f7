package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextTest {

    private static final String KEY = "zq-MARKER-0123456789-TAIL";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad key zq-MARKER-0123456789-TAIL.",
                "Incorrect API key provided: zq-MA***TAIL",
                "ends with 456789-TAIL, see https://x",
                "url?key=zq-MARKER-0123456789-TAIL&x=1",
                "Authorization: Bearer zq-MARKER-0123456789-TAIL",
            })
    void noPartOfTheKeyIsLeft(String text) {
        assertThat(ErrorText.clean(text, Optional.of(new Secret(KEY))))
                .doesNotContain("MARKER", "TAIL", "zq-MA")
                .contains("****");
    }

    @Test
    @Timeout(10)
    void aTextOfAnyLengthIsReadInNoTime() {
        assertThat(ErrorText.clean("*".repeat(1_000_000), Optional.of(new Secret(KEY))))
                .isEqualTo("****");
        assertThat(ErrorText.clean("x**".repeat(1_000_000), Optional.empty())).hasSize(201);
    }

    @Test
    void noControlOrMarkOfDirectionGetsIntoTheLog() {
        assertThat(ErrorText.clean("a\u009b2Jb\u202ec\u0085d\u001b[31me", Optional.empty()))
                .isEqualTo("abc de");
    }

    @Test
    void aPlaceholderInsteadOfAKeyIsNotMaskedInOrdinaryWords() {
        assertThat(ErrorText.clean("any value of many", Optional.of(new Secret("any"))))
                .isEqualTo("any value of many");
    }

    @Test
    void keysOfOthersAreMaskedToo() {
        assertThat(ErrorText.clean("sk-proj-abc_DEF and AIzaSyA-123", Optional.empty()))
                .isEqualTo("**** and ****");
    }

    @Test
    void ordinaryTextStaysOnOneShortLine() {
        assertThat(ErrorText.clean("Bad\n field\t'x' $1", Optional.of(new Secret(KEY))))
                .isEqualTo("Bad field 'x' $1");
        assertThat(ErrorText.clean("y ".repeat(500), Optional.empty())).hasSizeLessThanOrEqualTo(201);
    }
}
