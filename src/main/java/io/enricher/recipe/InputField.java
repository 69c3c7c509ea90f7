package io.enricher.recipe;

import java.util.Optional;

/**
 * A field that the recipe reads from each row.
 *
 * @param name       the name it has in the prompt and in {@code map.NAME=COLUMN}
 * @param required   whether a row without it is not sent
 * @param truncation how a long text is shortened, empty if it is sent whole
 * @param shared     whether all items of a prompt have it in common, so that the prompt holds it once
 */
public record InputField(String name, boolean required, Optional<Truncation> truncation, boolean shared) {

    public InputField {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field needs a name");
        }
    }
}
