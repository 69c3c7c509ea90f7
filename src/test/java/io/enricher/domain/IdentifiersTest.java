package io.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void lettersDigitsAndUnderscoreMakeAWord() {
        assertThat(Identifiers.of("int a1 = _b.$c(\"d-e\", 12, 3f);"))
                .containsExactly("int", "a1", "_b", "c", "d", "e");
    }

    @Test
    void lettersOfAllScriptsCount() {
        assertThat(Identifiers.of("größe.数える(\uD835\uDC65) 👍 x")).containsExactly("größe", "数える", "\uD835\uDC65", "x");
    }

    @Test
    void eachIsGivenAsOftenAsItIsThere() {
        List<String> found = new ArrayList<>();

        Identifiers.forEach("b a b", found::add);

        assertThat(found).containsExactly("b", "a", "b");
        assertThat(Identifiers.of("")).isEmpty();
    }
}
