package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Optional settings of a model call; each is sent only when set, because many models refuse those they do not know.
 *
 * @param temperature        0 to 2
 * @param seed               for servers that offer repeatable sampling
 * @param reasoningEffort    OpenAI's word, such as {@code none}, {@code low}
 * @param thinkingLevel      Gemini's word, such as {@code low}
 * @param thinkingBudget     Gemini's limit of thinking tokens; -1 lets the model choose
 * @param maxTokensParameter name of the output limit for OpenAI-compatible servers
 */
public record ModelParameters(
        Optional<Double> temperature,
        Optional<Long> seed,
        Optional<String> reasoningEffort,
        Optional<String> thinkingLevel,
        Optional<Integer> thinkingBudget,
        MaxTokensParameter maxTokensParameter) {

    /** Nothing set. */
    public static final ModelParameters NONE = new ModelParameters(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MaxTokensParameter.MAX_COMPLETION_TOKENS);

    public ModelParameters {
        if (temperature.filter(value -> !(value >= 0 && value <= 2)).isPresent()) {
            throw new InvalidConfigurationException("temperature must be from 0 to 2, not " + temperature.get());
        }
        if (thinkingBudget.filter(value -> value < -1).isPresent()) {
            throw new InvalidConfigurationException(
                    "thinking-budget must be -1 (the model chooses), 0 or more, not " + thinkingBudget.get());
        }
    }

    /** Canonical text of what shapes answers, for cache keys; empty if nothing is set. */
    public String identity() {
        List<String> parts = new ArrayList<>();
        temperature.ifPresent(value -> parts.add("temperature=" + value));
        seed.ifPresent(value -> parts.add("seed=" + value));
        reasoningEffort.ifPresent(value -> parts.add("reasoning-effort=" + value));
        thinkingLevel.ifPresent(value -> parts.add("thinking-level=" + value));
        thinkingBudget.ifPresent(value -> parts.add("thinking-budget=" + value));
        return String.join(";", parts);
    }
}
