package io.enricher.testing;

import io.enricher.testing.Completion.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini generateContent of the Developer API. */
final class GeminiWire implements WireFormat {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PATH = Pattern.compile(".*/models/([^/]+):generateContent");
    private static final Pattern KEY = Pattern.compile("(?:^|&)key=([^&]+)");
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    @Override
    public String word() {
        return "gemini";
    }

    @Override
    public boolean speaks(HttpRequest request) {
        return PATH.matcher(request.path()).matches();
    }

    @Override
    public Ask read(HttpRequest request) {
        JsonNode body = JSON.readTree(request.body());
        String user = "";
        for (JsonNode content : body.path("contents")) {
            user = content.path("role").asString("user").equals("user") ? text(content) : user;
        }
        return new Ask(
                this,
                model(request),
                Ask.items(user, body.path("generationConfig").has("responseJsonSchema")),
                schema(body.path("generationConfig")),
                text(body.path("systemInstruction")),
                WireFormat.tokens(text(body.path("systemInstruction")) + user),
                0,
                body.at("/generationConfig/maxOutputTokens").asInt(0),
                key(request));
    }

    private static String model(HttpRequest request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? path.group(1) : "";
    }

    private static Optional<String> key(HttpRequest request) {
        return request.header("x-goog-api-key").or(() -> KEY.matcher(request.query())
                .results()
                .map(found -> found.group(1))
                .findFirst());
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private static JsonNode schema(JsonNode config) {
        if (config.path("responseJsonSchema").isObject()) {
            return config.path("responseJsonSchema");
        }
        return config.path("responseSchema").isObject() ? config.path("responseSchema") : SchemaAnswers.anyAnswer();
    }

    @Override
    public String body(Completion completion, Ask ask) {
        ObjectNode body = JSON.createObjectNode();
        if (completion.ending() != Ending.NO_CANDIDATE) {
            candidate(body.putArray("candidates").addObject(), completion);
        }
        if (completion.ending() != Ending.NO_USAGE) {
            usage(body.putObject("usageMetadata"), ask, completion);
        }
        return body.put("modelVersion", ask.model())
                .put("responseId", "simulated")
                .toString();
    }

    private static void candidate(ObjectNode candidate, Completion completion) {
        candidate.put("index", 0);
        if (completion.ending() != Ending.CONTENT_FILTER) {
            ObjectNode content = candidate.putObject("content").put("role", "model");
            completion
                    .text()
                    .ifPresent(text -> content.putArray("parts").addObject().put("text", text));
        }
        switch (completion.ending()) {
            case LENGTH -> candidate.put("finishReason", "MAX_TOKENS");
            case CONTENT_FILTER -> candidate.put("finishReason", "SAFETY");
            case NO_FINISH_REASON -> {}
            default -> candidate.put("finishReason", "STOP");
        }
    }

    private static void usage(ObjectNode usage, Ask ask, Completion completion) {
        usage.put("promptTokenCount", ask.promptTokens());
        // Gemini leaves it out where nothing was cached.
        if (ask.cachedTokens() > 0) {
            usage.put("cachedContentTokenCount", ask.cachedTokens());
        }
        usage.put("candidatesTokenCount", completion.tokens() - completion.reasoning());
        if (completion.reasoning() > 0) {
            usage.put("thoughtsTokenCount", completion.reasoning());
        }
        usage.put("totalTokenCount", ask.promptTokens() + completion.tokens());
    }

    @Override
    public HttpReply error(Fault fault, Ask ask, Duration wait) {
        if (fault == Fault.PROMPT_BLOCKED) {
            return HttpReply.json(200, blocked(ask));
        }
        int status = status(fault);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", status);
        error.put("message", message(fault, ask)).put("status", statusWord(status));
        details(error.putArray("details"), fault, wait);
        return HttpReply.json(status, body.toString()).withHeaders(RetryAfter.headers(fault, wait));
    }

    private static String blocked(Ask ask) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        usage(body.putObject("usageMetadata"), ask, new Completion(Optional.empty(), Ending.STOP, Set.of()));
        return body.put("modelVersion", ask.model()).toString();
    }

    private static int status(Fault fault) {
        return switch (fault) {
            case UNAUTHORIZED -> 400;
            case OVERLOADED -> 503;
            default -> fault.status();
        };
    }

    private static String statusWord(int status) {
        return switch (status) {
            case 400, 422 -> "INVALID_ARGUMENT";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 408 -> "DEADLINE_EXCEEDED";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            default -> "UNAVAILABLE";
        };
    }

    private static String message(Fault fault, Ask ask) {
        return switch (fault) {
            case CONTEXT_LENGTH ->
                "The input token count (1200000) exceeds the maximum number of tokens allowed" + " (1048576).";
            case OUTPUT_LIMIT ->
                "Unable to submit request because it has a maxOutputTokens value of " + ask.maxOutputTokens()
                        + " but the supported range is from 1 (inclusive) to " + ask.maxOutputTokens() / 2
                        + " (exclusive).";
            case UNAUTHORIZED -> "API key not valid: " + WireFormat.masked(ask) + ". Please pass a valid API key.";
            case FORBIDDEN -> "The caller does not have permission";
            case NOT_FOUND ->
                "models/" + ask.model() + " is not found for API version v1beta, or is not supported for"
                        + " generateContent.";
            case RATE_LIMITED,
                    RATE_LIMITED_SECONDS,
                    RATE_LIMITED_MILLIS,
                    RATE_LIMITED_DATE,
                    RATE_LIMITED_RETRY_DELAY,
                    QUOTA_SPENT -> "You exceeded your current quota, please check your plan and billing details.";
            case UNAVAILABLE, UNAVAILABLE_SECONDS, OVERLOADED -> "The model is overloaded. Please try again later.";
            case BAD_REQUEST, UNPROCESSABLE ->
                "Request contains an invalid argument for key " + WireFormat.masked(ask) + ".";
            default -> "An internal error has occurred.";
        };
    }

    private static void details(ArrayNode details, Fault fault, Duration wait) {
        switch (fault) {
            case UNAUTHORIZED ->
                details.addObject()
                        .put("@type", TYPE + "ErrorInfo")
                        .put("reason", "API_KEY_INVALID")
                        .put("domain", "googleapis.com");
            case QUOTA_SPENT -> quotaFailure(details, "GenerateRequestsPerDayPerProjectPerModel-FreeTier");
            case RATE_LIMITED, RATE_LIMITED_SECONDS, RATE_LIMITED_MILLIS, RATE_LIMITED_DATE ->
                quotaFailure(details, "GenerateRequestsPerMinutePerProjectPerModel");
            case RATE_LIMITED_RETRY_DELAY -> {
                quotaFailure(details, "GenerateRequestsPerMinutePerProjectPerModel");
                details.addObject().put("@type", TYPE + "RetryInfo").put("retryDelay", RetryAfter.protobuf(wait));
            }
            default -> {}
        }
    }

    private static void quotaFailure(ArrayNode details, String quotaId) {
        ObjectNode failure = details.addObject().put("@type", TYPE + "QuotaFailure");
        failure.putArray("violations").addObject().put("quotaId", quotaId);
    }
}
