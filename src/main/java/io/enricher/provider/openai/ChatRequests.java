package io.enricher.provider.openai;

import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import io.enricher.provider.MaxTokensParameter;
import io.enricher.provider.Message;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelRequest;
import io.enricher.provider.SchemaSubset;
import io.enricher.provider.ServiceTier;
import java.util.Set;

/** Writes a request as Chat Completions takes it, with a strict reply schema if there is one. */
final class ChatRequests {

    // Limits such as minLength are left out: Azure and older servers refuse some of them in strict mode.
    private static final SchemaSubset STRICT = new SchemaSubset(Set.of(
            "type",
            "title",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "anyOf",
            "$ref",
            "$defs",
            "definitions"));

    private final String model;
    private final ModelParameters parameters;
    private final ServiceTier tier;
    private final PromptCacheKey promptCacheKey;
    private final LastMade<ChatCompletionSystemMessageParam> systemMessage =
            new LastMade<>(ChatRequests::systemMessage);
    private final LastMade<ResponseFormatJsonSchema> format = new LastMade<>(ChatRequests::format);

    ChatRequests(String model, ModelParameters parameters, ServiceTier tier, PromptCacheKey promptCacheKey) {
        this.model = model;
        this.parameters = parameters;
        this.tier = tier;
        this.promptCacheKey = promptCacheKey;
    }

    @SuppressWarnings("deprecation") // seed: deprecated by OpenAI, used by local servers
    ChatCompletionCreateParams of(ModelRequest request) {
        ChatCompletionCreateParams.Builder builder =
                ChatCompletionCreateParams.builder().model(model);
        addMessages(builder, request);
        request.replySchema().map(format::of).ifPresent(builder::responseFormat);
        limitOutput(builder, request.maxOutputTokens());
        promptCacheKey.of(request).ifPresent(builder::promptCacheKey);
        parameters.temperature().ifPresent(builder::temperature);
        parameters.seed().ifPresent(builder::seed);
        parameters.reasoningEffort().map(ReasoningEffort::of).ifPresent(builder::reasoningEffort);
        if (tier == ServiceTier.FLEX) {
            builder.serviceTier(ChatCompletionCreateParams.ServiceTier.FLEX);
        }
        return builder.build();
    }

    private void addMessages(ChatCompletionCreateParams.Builder builder, ModelRequest request) {
        if (!request.system().isEmpty()) {
            builder.addMessage(systemMessage.of(request.system()));
        }
        for (Message message : request.earlier()) {
            if (message.role() == Message.Role.ASSISTANT) {
                builder.addMessage(ChatCompletionAssistantMessageParam.builder()
                        .content(message.text())
                        .build());
            } else {
                builder.addUserMessage(message.text());
            }
        }
        builder.addUserMessage(request.user());
    }

    private static ChatCompletionSystemMessageParam systemMessage(String text) {
        return ChatCompletionSystemMessageParam.builder().content(text).build();
    }

    private static ResponseFormatJsonSchema format(String replySchema) {
        JsonSchema.Schema.Builder schema = JsonSchema.Schema.builder();
        STRICT.of(replySchema)
                .forEach((keyword, value) -> schema.putAdditionalProperty(keyword, JsonValue.from(value)));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(JsonSchema.builder()
                        .name("enrichment")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
    }

    /** Newer models refuse {@code max_tokens}; older compatible servers know nothing else. */
    @SuppressWarnings("deprecation")
    private void limitOutput(ChatCompletionCreateParams.Builder builder, int tokens) {
        if (parameters.maxTokensParameter() == MaxTokensParameter.MAX_TOKENS) {
            builder.maxTokens(tokens);
        } else {
            builder.maxCompletionTokens(tokens);
        }
    }
}
