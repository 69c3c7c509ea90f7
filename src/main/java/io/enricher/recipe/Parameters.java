package io.enricher.recipe;

import java.util.Map;
import java.util.Optional;

/**
 * The models and the model parameters that the recipe prefers.
 *
 * @param temperature sampling temperature, from 0 to 2; sent to the models that take one
 * @param models      provider to the model that is asked if the user names none
 */
public record Parameters(Optional<Double> temperature, Map<String, String> models) {

    /** No preference. */
    public static final Parameters NONE = new Parameters(Optional.empty(), Map.of());

    public Parameters {
        models = Map.copyOf(models);
    }
}
