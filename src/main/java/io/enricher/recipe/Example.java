package io.enricher.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item with the answer it should have, shown to the model.
 *
 * @param fields recipe field name to text, shared ones too
 * @param answer the answer as canonical JSON
 */
public record Example(Map<String, String> fields, String answer) {

    public Example {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
