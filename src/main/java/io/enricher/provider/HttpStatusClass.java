package io.enricher.provider;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an HTTP error status of a model provider means to the caller. */
enum HttpStatusClass {
    KEY_REFUSED,
    NOT_FOUND,
    /** Every request of this run would be refused alike. */
    SETTINGS_REFUSED,
    QUOTA_SPENT,
    DAY_SPENT,
    THROTTLED,
    TIMEOUT,
    SERVER_ERROR,
    TOO_LONG,
    BLOCKED,
    REJECTED;

    private static final Set<String> QUOTA_CODES =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");
    private static final Set<String> BLOCKED_CODES = Set.of("content_filter", "content_policy_violation");
    // Gemini answers FAILED_PRECONDITION for a country it does not serve or missing billing (error table, 2026-11).
    private static final Set<String> SETTINGS_CODES = Set.of(
            "unsupported_parameter",
            "unsupported_value",
            "unknown_parameter",
            "invalid_json_schema",
            "failed_precondition");

    // OpenAI: "max_tokens is too large: 17024. This model supports at most 16384 completion tokens"; that a model wants
    // the other parameter ("'max_tokens' is not supported with this model") is about the settings.
    private static final Pattern OUTPUT_LIMIT_TOO_HIGH = Pattern.compile(
            "max_(completion_|output_)?tokens\\W{1,3}(or '\\w+' )?(is too large|is above|must be)|at most \\d+ (completion|output) tokens");

    /**
     * @param error status other than 2xx
     * @param tier  that was asked for: of flex, 503 only says that there is nothing to spare just now
     */
    static HttpStatusClass of(HttpError error, ServiceTier tier) {
        return tier == ServiceTier.FLEX && error.status() == 503 ? THROTTLED : of(error);
    }

    /** Whether a response of that status is about the rate or the load of calls, by all that its status can tell. */
    static boolean limitsTheRate(int status) {
        return status == 429 || status == 529;
    }

    private static HttpStatusClass of(HttpError error) {
        String code = error.code().toLowerCase(Locale.ROOT);
        String text = error.text();
        return switch (error.status()) {
            case 401, 403 -> KEY_REFUSED;
            case 404, 405, 410 -> NOT_FOUND;
            case 400, 413, 422 -> ofBadRequest(error.status(), code, text);
            case 402 -> QUOTA_SPENT;
            case 429 -> ofTooMany(code, text);
            case 529 -> THROTTLED;
            // Gemini's 504 means a prompt that takes too long (error table, 2026-11), 524 and 598 that a gateway gave
            // up
            // waiting for it; 408 a request that came too slowly.
            case 504, 524, 598 -> TIMEOUT;
            case 408, 409, 425 -> SERVER_ERROR;
            default -> error.status() >= 500 ? SERVER_ERROR : error.status() < 400 ? NOT_FOUND : REJECTED;
        };
    }

    private static HttpStatusClass ofBadRequest(int status, String code, String text) {
        // Gemini refuses a bad key with 400.
        if (text.contains("API_KEY_INVALID") || text.contains("API key not valid")) {
            return KEY_REFUSED;
        }
        if (code.equals("model_not_found")) {
            return NOT_FOUND;
        }
        if (status == 413
                || code.equals("context_length_exceeded")
                || text.contains("maximum context length")
                || text.contains("exceeds the maximum number of tokens")
                || text.contains("exceeds the available context size")) {
            return TOO_LONG;
        }
        if (BLOCKED_CODES.contains(code)) {
            return BLOCKED;
        }
        // A limit on output that is too high for the model: a smaller prompt has a smaller one.
        boolean aboutOutputLimit = OUTPUT_LIMIT_TOO_HIGH.matcher(text).find();
        return SETTINGS_CODES.contains(code) && !aboutOutputLimit ? SETTINGS_REFUSED : REJECTED;
    }

    private static HttpStatusClass ofTooMany(String code, String text) {
        if (QUOTA_CODES.contains(code)) {
            return QUOTA_SPENT;
        }
        if (text.contains("PerDay")) {
            return DAY_SPENT;
        }
        // One request over the whole minute's tokens: it would never pass.
        return text.startsWith("Request too large") || text.contains(": Request too large") ? TOO_LONG : THROTTLED;
    }
}
