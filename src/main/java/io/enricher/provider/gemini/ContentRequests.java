package io.enricher.provider.gemini;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.Message;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelRequest;
import io.enricher.provider.SchemaSubset;
import io.enricher.provider.ServiceTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a request as {@code generateContent} takes it. */
final class ContentRequests {

    // The keywords of responseJsonSchema (Gemini API reference, GenerationConfig, 2026-11).
    private static final SchemaSubset TAKEN = new SchemaSubset(Set.of(
            "$ref",
            "$defs",
            "type",
            "title",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "enum",
            "minimum",
            "maximum",
            "anyOf"));

    private final ModelParameters parameters;
    private final ServiceTier tier;

    ContentRequests(ModelParameters parameters, ServiceTier tier) {
        if (parameters.seed().filter(seed -> seed != seed.intValue()).isPresent()) {
            throw new InvalidConfigurationException("gemini takes a seed of 32 bits only, not "
                    + parameters.seed().get());
        }
        this.parameters = parameters;
        this.tier = tier;
    }

    GenerateContentConfig configOf(ModelRequest request) {
        GenerateContentConfig.Builder builder =
                GenerateContentConfig.builder().maxOutputTokens(request.maxOutputTokens());
        if (!request.system().isEmpty()) {
            builder.systemInstruction(Content.fromParts(Part.fromText(request.system())));
        }
        request.replySchema().ifPresent(schema -> builder.responseMimeType("application/json")
                .responseJsonSchema(TAKEN.of(schema)));
        parameters.temperature().ifPresent(temperature -> builder.temperature(temperature.floatValue()));
        parameters.seed().ifPresent(seed -> builder.seed(seed.intValue()));
        addThinking(builder);
        if (tier == ServiceTier.FLEX) {
            builder.serviceTier("flex");
        }
        return builder.build();
    }

    /** The turns of the conversation, the user's words of now last. */
    List<Content> contentsOf(ModelRequest request) {
        List<Content> contents = new ArrayList<>();
        for (Message message : request.earlier()) {
            contents.add(content(message.role() == Message.Role.ASSISTANT ? "model" : "user", message.text()));
        }
        contents.add(content("user", request.user()));
        return contents;
    }

    private static Content content(String role, String text) {
        return Content.builder().role(role).parts(Part.fromText(text)).build();
    }

    private void addThinking(GenerateContentConfig.Builder builder) {
        if (parameters.thinkingLevel().isEmpty() && parameters.thinkingBudget().isEmpty()) {
            return;
        }
        ThinkingConfig.Builder thinking = ThinkingConfig.builder();
        parameters.thinkingLevel().ifPresent(thinking::thinkingLevel);
        parameters.thinkingBudget().ifPresent(thinking::thinkingBudget);
        builder.thinkingConfig(thinking.build());
    }
}
