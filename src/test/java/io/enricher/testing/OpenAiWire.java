package io.enricher.testing;

import io.enricher.testing.Completion.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Chat Completions, as OpenAI and the servers compatible with it speak it. */
final class OpenAiWire implements WireFormat {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String word() {
        return "openai";
    }

    @Override
    public boolean speaks(HttpRequest request) {
        return request.path().endsWith("/chat/completions");
    }

    @Override
    public Ask read(HttpRequest request) {
        JsonNode body = JSON.readTree(request.body());
        StringBuilder prompt = new StringBuilder();
        String first = body.at("/messages/0/role").asString("");
        String system = first.equals("system") ? text(body.at("/messages/0/content")) : "";
        String user = "";
        for (JsonNode message : body.path("messages")) {
            String text = text(message.path("content"));
            prompt.append(text);
            user = message.path("role").asString("").equals("user") ? text : user;
        }
        return new Ask(
                this,
                body.path("model").asString(""),
                Ask.items(user, body.has("response_format")),
                schema(body),
                system,
                WireFormat.tokens(prompt.toString()),
                0,
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0)),
                request.header("authorization").map(value -> value.replaceFirst("^Bearer ", "")));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private static JsonNode schema(JsonNode body) {
        JsonNode schema = body.at("/response_format/json_schema/schema");
        return schema.isObject() ? schema : SchemaAnswers.anyAnswer();
    }

    @Override
    public String body(Completion completion, Ask ask) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", "chatcmpl-simulated").put("object", "chat.completion");
        body.put("created", Instant.now().getEpochSecond()).put("model", ask.model());
        var choices = body.putArray("choices");
        if (completion.ending() != Ending.NO_CANDIDATE) {
            choice(choices.addObject().put("index", 0), completion);
        }
        if (completion.ending() != Ending.NO_USAGE) {
            usage(body.putObject("usage"), ask, completion);
        }
        return body.toString();
    }

    private static void choice(ObjectNode choice, Completion completion) {
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        boolean refused = completion.ending() == Ending.REFUSAL;
        message.put("content", refused ? null : completion.text().orElse(null));
        message.put("refusal", refused ? completion.text().orElse(null) : null);
        choice.putNull("logprobs");
        switch (completion.ending()) {
            case LENGTH -> choice.put("finish_reason", "length");
            case CONTENT_FILTER -> choice.put("finish_reason", "content_filter");
            case NO_FINISH_REASON -> {}
            default -> choice.put("finish_reason", "stop");
        }
    }

    private static void usage(ObjectNode usage, Ask ask, Completion completion) {
        usage.put("prompt_tokens", ask.promptTokens());
        usage.put("completion_tokens", completion.tokens());
        usage.put("total_tokens", ask.promptTokens() + completion.tokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", ask.cachedTokens());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", completion.reasoning());
    }

    @Override
    public HttpReply error(Fault fault, Ask ask, Duration wait) {
        HttpReply reply = HttpReply.json(fault.status(), error(words(fault, ask)))
                .withHeaders(Map.of("x-request-id", "req_simulated"));
        return fault == Fault.RATE_LIMITED_RETRY_DELAY
                ? reply.withHeaders(RetryAfter.bothHeaders(wait))
                : reply.withHeaders(RetryAfter.headers(fault, wait));
    }

    private static Words words(Fault fault, Ask ask) {
        return switch (fault) {
            case CONTEXT_LENGTH ->
                new Words(
                        "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072"
                                + " tokens. Please reduce the length of the messages.",
                        "invalid_request_error",
                        Optional.of("messages"),
                        Optional.of("context_length_exceeded"));
            case OUTPUT_LIMIT ->
                new Words(
                        "max_tokens is too large: " + ask.maxOutputTokens() + ". This model supports at most "
                                + ask.maxOutputTokens() / 2 + " completion tokens, whereas you provided "
                                + ask.maxOutputTokens() + ".",
                        "invalid_request_error",
                        Optional.of("max_tokens"),
                        Optional.of("invalid_value"));
            case PROMPT_BLOCKED ->
                new Words(
                        "The response was filtered due to the prompt triggering the content management policy.",
                        "invalid_request_error",
                        Optional.of("prompt"),
                        Optional.of("content_filter"));
            case UNAUTHORIZED ->
                new Words(
                        "Incorrect API key provided: " + WireFormat.masked(ask) + ". You can find your API key at"
                                + " https://platform.openai.com/account/api-keys.",
                        "invalid_request_error",
                        Optional.empty(),
                        Optional.of("invalid_api_key"));
            case FORBIDDEN ->
                Words.of(
                        "Country, region, or territory not supported",
                        "request_forbidden",
                        "unsupported_country_region_territory");
            case NOT_FOUND ->
                Words.of(
                        "The model `" + ask.model() + "` does not exist or you do not have access to it.",
                        "invalid_request_error",
                        "model_not_found");
            case RATE_LIMITED, RATE_LIMITED_SECONDS, RATE_LIMITED_MILLIS, RATE_LIMITED_DATE, RATE_LIMITED_RETRY_DELAY ->
                Words.of("Rate limit reached for requests per min (RPM).", "requests", "rate_limit_exceeded");
            case QUOTA_SPENT ->
                Words.of(
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        "insufficient_quota");
            case REQUEST_TIMEOUT -> Words.of("Request timed out.", "timeout", "request_timeout");
            case CONFLICT -> Words.of("The request was in conflict; please try again.", "conflict", "conflict");
            case BAD_REQUEST, UNPROCESSABLE ->
                Words.of(
                        "Invalid value in the request for key " + WireFormat.masked(ask) + ".",
                        "invalid_request_error",
                        "invalid_value");
            case UNAVAILABLE, UNAVAILABLE_SECONDS, OVERLOADED ->
                Words.of(
                        "The engine is currently overloaded, please try again later.",
                        "overloaded_error",
                        "overloaded");
            default ->
                new Words(
                        "The server had an error while processing your request. Sorry about that!",
                        "server_error",
                        Optional.empty(),
                        Optional.empty());
        };
    }

    private static String error(Words words) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error");
        error.put("message", words.message()).put("type", words.type());
        error.put("param", words.param().orElse(null)).put("code", words.code().orElse(null));
        return body.toString();
    }

    private record Words(String message, String type, Optional<String> param, Optional<String> code) {

        static Words of(String message, String type, String code) {
            return new Words(message, type, Optional.empty(), Optional.of(code));
        }
    }
}
