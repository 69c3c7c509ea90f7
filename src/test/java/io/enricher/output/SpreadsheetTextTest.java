package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+49 30 1"})
    void whatBeginsLikeAFormulaStandsBehindAnApostrophe(String cell) {
        assertThat(SpreadsheetText.of(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a=b", "-5", "+0.25", "-1.5e-10", "'=1", " =1"})
    void numbersAndOtherTextsStayAsTheyAre(String cell) {
        assertThat(SpreadsheetText.of(cell)).isEqualTo(cell);
    }
}
