package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderSettingsTest {

    @Test
    void delimitersAreKnownByTheirSignOrName() {
        assertThat(delimiter(",").delimiterCharacter()).contains(',');
        assertThat(delimiter(";").delimiterCharacter()).contains(';');
        assertThat(delimiter("|").delimiterCharacter()).contains('|');
        assertThat(delimiter("tab").delimiterCharacter()).contains('\t');
        assertThat(delimiter("\\t").delimiterCharacter()).contains('\t');
        assertThat(delimiter("\t").delimiterCharacter()).contains('\t');
        assertThat(ReaderSettings.DETECT.delimiterCharacter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ",,", "\"", "space"})
    void otherDelimiterIsRefusedNamingThoseThatAreAllowed(String value) {
        assertThatThrownBy(() -> delimiter(value))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "delimiter=" + value
                                + " is not known. Write one of: delimiter=, 'delimiter=;' 'delimiter=|' delimiter=tab (or \\t)");
    }

    @Test
    void encodingIsKnownByAnyOfItsNames() {
        assertThat(ReadTable.encoding("latin1").charset()).contains(StandardCharsets.ISO_8859_1);
        assertThat(ReaderSettings.DETECT.charset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "utf8bom", "no such thing", "cp99999"})
    void unknownEncodingIsRefusedWithExamples(String value) {
        assertThatThrownBy(() -> ReadTable.encoding(value))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("encoding=" + value + " is not known. Examples: ")
                .hasMessageContaining("encoding=windows-1252");
    }

    private static ReaderSettings delimiter(String value) {
        return new ReaderSettings(Optional.of(value), Optional.empty());
    }
}
