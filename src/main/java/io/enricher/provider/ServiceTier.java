package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.util.Locale;

/** What a provider is asked to serve calls as. */
public enum ServiceTier {
    /** Nothing is asked for. */
    STANDARD,
    /** Slower, at times unavailable, at half the price (OpenAI and Gemini pricing pages, 2026-11). */
    FLEX;

    /** @param text the setting; empty for the standard */
    public static ServiceTier of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "" -> STANDARD;
            case "flex" -> FLEX;
            default ->
                throw new InvalidConfigurationException(
                        "enricher.service-tier must be flex, or unset for the provider's standard, but is " + text);
        };
    }
}
