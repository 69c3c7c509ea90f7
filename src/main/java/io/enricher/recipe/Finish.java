package io.enricher.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is made of an answer when it is written. None of it is asked of the model, so it may change without a call.
 *
 * @param maxLength answer field to the most characters that are written of it; what is longer ends with {@code ...}
 * @param derived   added field to the template it is made by, of the row's fields and the answer's; in their order
 * @param defaults  field, of the answer or derived, to JSON text of its value for a row without an answer, in which a
 *                  text is a template of the row's fields; empty if such a row has simply failed
 */
public record Finish(Map<String, Integer> maxLength, Map<String, String> derived, Map<String, String> defaults) {

    /** Answers are written as they are, and rows without one fail. */
    public static final Finish NONE = new Finish(Map.of(), Map.of(), Map.of());

    public Finish {
        maxLength = Collections.unmodifiableMap(new LinkedHashMap<>(maxLength));
        derived = Collections.unmodifiableMap(new LinkedHashMap<>(derived));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    /** The names of the fields that are made here, in their order. */
    public List<String> fields() {
        return List.copyOf(derived.keySet());
    }

    /** All of it in words that are equal for equal ones. */
    public String identity() {
        return maxLength + " " + derived + " " + defaults;
    }
}
