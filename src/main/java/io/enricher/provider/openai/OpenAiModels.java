package io.enricher.provider.openai;

import java.util.Optional;
import java.util.regex.Pattern;

/** What OpenAI's models do not take. */
public final class OpenAiModels {

    /** GPT from 5 and the o series (OpenAI, model guides as read in 2026-09). */
    private static final Pattern REASONING = Pattern.compile("(?:.*/)?(?:gpt-(?:[5-9]|\\d\\d)|o\\d).*");

    private OpenAiModels() {}

    /**
     * Whether a sampling temperature may be sent: reasoning models refuse one, unless they are told not to reason.
     *
     * @param reasoningEffort what is asked for, empty for the model's default
     */
    public static boolean takesTemperature(String model, Optional<String> reasoningEffort) {
        return !REASONING.matcher(model).matches()
                || reasoningEffort.filter("none"::equals).isPresent();
    }
}
