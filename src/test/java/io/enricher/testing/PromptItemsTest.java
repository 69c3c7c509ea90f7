package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptItemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[{\"id\":\"a\",\"t\":\"x\"},{\"id\":7,\"t\":\"{y}\"}]}",
                "{\"shared\":\"s\",\"items\":[{\"id\":\"a\",\"t\":\"x\"},{\"id\":\"7\",\"t\":\"{y}\"}]}",
                "Label {these}:\n{\"items\":[{\"id\":\"a\",\"t\":\"x\"},{\"id\":\"7\",\"t\":\"{y}\"}]}\nThank you."
            })
    void itemsAreFoundWithTheirIdsAndFields(String message) {
        assertThat(PromptItems.in(message))
                .containsExactly(new AskedItem("a", Map.of("t", "x")), new AskedItem("7", Map.of("t", "{y}")));
    }

    @Test
    void messageWithoutItemsHasNone() {
        assertThat(PromptItems.in("no items {here}")).isEmpty();
    }
}
