package io.enricher.testing;

/**
 * What the simulator can do wrong. What a wire format does not have maps to its nearest form, as each constant says;
 * "OpenAI" and "Gemini" name the two formats.
 */
public enum Fault {
    /** 400 with a message that nothing can be done about, echoing part of the key. */
    BAD_REQUEST(Kind.ERROR, 400),
    /** 400 context_length_exceeded; Gemini tells by its message only. */
    CONTEXT_LENGTH(Kind.ERROR, 400),
    /** 400 that the request allows more output than the model can give; with {@link When#outputLimitOver}. */
    OUTPUT_LIMIT(Kind.ERROR, 400),
    /** The prompt is blocked: OpenAI 400 content_filter (as Azure does), Gemini 200 with promptFeedback.blockReason. */
    PROMPT_BLOCKED(Kind.ERROR, 400),
    /** OpenAI 401, Gemini 400 API_KEY_INVALID; the body echoes part of the key. */
    UNAUTHORIZED(Kind.ERROR, 401),
    /** 403. */
    FORBIDDEN(Kind.ERROR, 403),
    /** 404, no such model. */
    NOT_FOUND(Kind.ERROR, 404),
    /** 408. */
    REQUEST_TIMEOUT(Kind.ERROR, 408),
    /** 409. */
    CONFLICT(Kind.ERROR, 409),
    /** 422. */
    UNPROCESSABLE(Kind.ERROR, 422),
    /** 429 that does not say how long to wait. */
    RATE_LIMITED(Kind.ERROR, 429),
    /** 429 with Retry-After in seconds (a header, in either format). */
    RATE_LIMITED_SECONDS(Kind.ERROR, 429),
    /** 429 with retry-after-ms (a header, in either format). */
    RATE_LIMITED_MILLIS(Kind.ERROR, 429),
    /** 429 with Retry-After as an HTTP date, whole seconds after the reply's Date (a header, in either format). */
    RATE_LIMITED_DATE(Kind.ERROR, 429),
    /** 429 with RetryInfo.retryDelay in the body; OpenAI: retry-after-ms and Retry-After. */
    RATE_LIMITED_RETRY_DELAY(Kind.ERROR, 429),
    /** 429 that waiting does not cure: OpenAI insufficient_quota, Gemini a quotaId with PerDay. */
    QUOTA_SPENT(Kind.ERROR, 429),
    /** 500. */
    SERVER_ERROR(Kind.ERROR, 500),
    /** 502. */
    BAD_GATEWAY(Kind.ERROR, 502),
    /** 503. */
    UNAVAILABLE(Kind.ERROR, 503),
    /** 503 with Retry-After in seconds. */
    UNAVAILABLE_SECONDS(Kind.ERROR, 503),
    /** 529 overloaded; Gemini: 503 with the message that the model is overloaded. */
    OVERLOADED(Kind.ERROR, 529),
    /** 503 with a page instead of JSON, as proxies send it. */
    HTML_UNAVAILABLE(Kind.ERROR, 503),

    /** TCP reset before any byte of a reply. */
    RESET(Kind.CONNECTION, 0),
    /** Orderly close before any byte of a reply. */
    CLOSE(Kind.CONNECTION, 0),
    /** TCP reset after the first half of the body. */
    RESET_IN_BODY(Kind.CONNECTION, 200),
    /** Orderly close after the first half of the body that Content-Length announces. */
    CLOSE_IN_BODY(Kind.CONNECTION, 200),
    /** No reply until the client gives up or the simulator closes. */
    HANG(Kind.CONNECTION, 0),
    /** A good reply of which the body trickles in over {@link Then#time}. */
    SLOW_BODY(Kind.CONNECTION, 200),

    /** 200 with an empty body. */
    EMPTY_BODY(Kind.BODY, 200),
    /** 200 with {@code {}}. */
    EMPTY_OBJECT(Kind.BODY, 200),
    /** 200 with a page instead of JSON. */
    HTML_BODY(Kind.BODY, 200),
    /** 200 with the first half of a good body, Content-Length to match. */
    TRUNCATED_BODY(Kind.BODY, 200),

    /** The content is no JSON, and nothing can be saved from it. */
    MALFORMED_JSON(Kind.ANSWER, 200),
    /** Good answers inside a Markdown code fence. */
    CODE_FENCES(Kind.ANSWER, 200),
    /** Good answers with prose, with braces and brackets in it, before and after. */
    PROSE_AROUND(Kind.ANSWER, 200),
    /** Cut in the middle of an element with finish reason length; the first half of the elements is complete. */
    CUT_AT_TOKEN(Kind.ANSWER, 200),
    /** No answer for the items chosen (see {@link Then#about}). */
    MISSING_ITEM(Kind.ANSWER, 200),
    /** No answer for every second item; of one item none. */
    MISSING_HALF(Kind.ANSWER, 200),
    /** An empty list of answers. */
    ALL_MISSING(Kind.ANSWER, 200),
    /** The answers of the items chosen come twice, alike. */
    DUPLICATE_SAME(Kind.ANSWER, 200),
    /** The answers of the items chosen come twice and differ, so neither can be trusted. */
    DUPLICATE_DIFFERENT(Kind.ANSWER, 200),
    /** All good answers, and one more under an id that nobody asked for. */
    EXTRA_ID(Kind.ANSWER, 200),
    /** The answers of the items chosen come under ids that nobody asked for. */
    WRONG_ID(Kind.ANSWER, 200),
    /** The answers come under 1, 2, 3 … as JSON numbers, whatever ids were asked for. */
    NUMERIC_IDS(Kind.ANSWER, 200),
    /** Good answers, last item first. */
    REVERSED(Kind.ANSWER, 200),
    /** Good answers in an order drawn by the seed. */
    SHUFFLED(Kind.ANSWER, 200),
    /** The first field of the items chosen has a wrong type. */
    WRONG_TYPE(Kind.ANSWER, 200),
    /** The first enumerated field of the items chosen has a word of its own; a recipe without one: WRONG_TYPE. */
    BAD_ENUM(Kind.ANSWER, 200),
    /** Good answers as an array without the object around it. */
    BARE_ARRAY(Kind.ANSWER, 200),
    /** Good answers, each with a field that the schema does not name; valid only if the schema allows that. */
    EXTRA_FIELDS(Kind.ANSWER, 200),
    /** Every id gets the first item's answer, as after an injection that worked. */
    HIJACK(Kind.ANSWER, 200),
    /** OpenAI: message.refusal without content; Gemini, which has no such field: the same words as text. */
    REFUSAL(Kind.ANSWER, 200),
    /** No content, finish reason content_filter or SAFETY. */
    CONTENT_FILTER(Kind.ANSWER, 200),
    /** OpenAI content null, Gemini a content without parts; finish reason stop. */
    NULL_CONTENT(Kind.ANSWER, 200),
    /** No choices, no candidates. */
    NO_CANDIDATE(Kind.ANSWER, 200),
    /** Good answers without a finish reason, as some compatible servers send them. */
    NO_FINISH_REASON(Kind.ANSWER, 200),
    /** Good answers without usage, as some compatible servers send them. */
    NO_USAGE(Kind.ANSWER, 200);

    /** At which height a fault sits. */
    public enum Kind {
        /** An HTTP error; comes at once, whatever the latency. */
        ERROR,
        /** The connection breaks, stalls or drips. */
        CONNECTION,
        /** 200 with a body that is no reply of the provider's. */
        BODY,
        /** A well-formed reply with a bad, odd or missing answer. */
        ANSWER
    }

    private final Kind kind;
    private final int status;

    Fault(Kind kind, int status) {
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status in OpenAI's format, 0 if there is no reply. */
    public int status() {
        return status;
    }
}
