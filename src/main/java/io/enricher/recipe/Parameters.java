package io.enricher.recipe;

import java.util.Optional;

/**
 * The model parameters that the recipe prefers, for the models that take them.
 *
 * @param temperature sampling temperature, from 0 to 2
 */
public record Parameters(Optional<Double> temperature) {

    /** No preference. */
    public static final Parameters NONE = new Parameters(Optional.empty());
}
