package io.enricher.cli;

import io.enricher.domain.ModelCall;
import io.enricher.testing.Fault;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fault alone, and what it may cost. The input is always 100 rows, which are 5 calls of 20 rows without a fault.
 *
 * @param when    which calls it meets
 * @param calls   how many calls the run makes, exactly
 * @param because why so many
 */
record FaultSpec(Fault fault, When when, int calls, String because) {

    private static final int PROMPTS = 5;

    /** Faults that leave every answer readable: they cost no call even if every reply has them. */
    private static final List<Fault> HARMLESS = List.of(
            Fault.CODE_FENCES,
            Fault.PROSE_AROUND,
            Fault.DUPLICATE_SAME,
            Fault.EXTRA_ID,
            Fault.REVERSED,
            Fault.SHUFFLED,
            Fault.BARE_ARRAY,
            Fault.EXTRA_FIELDS,
            Fault.NO_FINISH_REASON,
            Fault.NO_USAGE);

    /** Faults that may pass by themselves: the same prompt once more. */
    private static final List<Fault> PASSING = List.of(
            Fault.REQUEST_TIMEOUT,
            Fault.CONFLICT,
            Fault.SERVER_ERROR,
            Fault.BAD_GATEWAY,
            Fault.UNAVAILABLE,
            Fault.UNAVAILABLE_SECONDS,
            Fault.HTML_UNAVAILABLE,
            Fault.OVERLOADED,
            Fault.RESET,
            Fault.CLOSE,
            Fault.RESET_IN_BODY,
            Fault.CLOSE_IN_BODY,
            Fault.EMPTY_BODY,
            Fault.EMPTY_OBJECT,
            Fault.HTML_BODY,
            Fault.TRUNCATED_BODY,
            Fault.NO_CANDIDATE);

    /** Faults that the same prompt would meet again, or whose reply holds nothing: the prompt is halved. */
    private static final List<Fault> HALVED = List.of(
            Fault.BAD_REQUEST,
            Fault.UNPROCESSABLE,
            Fault.CONTEXT_LENGTH,
            Fault.OUTPUT_LIMIT,
            Fault.PROMPT_BLOCKED,
            Fault.HANG,
            Fault.SLOW_BODY,
            Fault.MALFORMED_JSON,
            Fault.ALL_MISSING,
            // Ids begin with a letter: a number is nobody's, and no answer goes by its place.
            Fault.NUMERIC_IDS,
            Fault.REFUSAL,
            Fault.CONTENT_FILTER,
            Fault.NULL_CONTENT);

    /** Faults that spoil some answers of a reply: the others are kept, the rest is one smaller prompt. */
    private static final List<Fault> PARTIAL = List.of(
            Fault.CUT_AT_TOKEN,
            Fault.MISSING_ITEM,
            Fault.MISSING_HALF,
            Fault.DUPLICATE_DIFFERENT,
            Fault.WRONG_ID,
            Fault.WRONG_TYPE,
            Fault.BAD_ENUM);

    /** Throttling, which uses up no attempt. */
    static final List<Fault> THROTTLING = List.of(
            Fault.RATE_LIMITED,
            Fault.RATE_LIMITED_SECONDS,
            Fault.RATE_LIMITED_MILLIS,
            Fault.RATE_LIMITED_DATE,
            Fault.RATE_LIMITED_RETRY_DELAY);

    /** Faults that no further call can cure: the run stops. */
    static final List<Fault> FATAL = List.of(Fault.UNAUTHORIZED, Fault.FORBIDDEN, Fault.NOT_FOUND, Fault.QUOTA_SPENT);

    /**
     * The one fault that looks right in every way: each answer is well formed and under an id that was asked for. Only a
     * recipe that has the model repeat something of the row can notice it.
     */
    private static final List<Fault> UNNOTICEABLE = List.of(Fault.HIJACK);

    /** Every fault after which the run goes on at once, on the first call or, where it does no harm, on all calls. */
    static Stream<FaultSpec> all() {
        return Stream.of(
                        HARMLESS.stream()
                                .map(fault -> new FaultSpec(fault, When.always(), PROMPTS, "every answer can be read")),
                        PASSING.stream()
                                .map(fault -> first(fault, PROMPTS + 1, "the prompt is sent once more as it is")),
                        HALVED.stream().map(fault -> first(fault, PROMPTS + 2, "20 rows become 10 and 10")),
                        PARTIAL.stream().map(fault -> first(fault, PROMPTS + 1, "only what is missing is asked again")))
                .flatMap(specs -> specs);
    }

    /** Faults in none of the lists: a new one must find its place. */
    static List<Fault> forgotten() {
        List<Fault> known = Stream.of(HARMLESS, PASSING, HALVED, PARTIAL, THROTTLING, FATAL, UNNOTICEABLE)
                .flatMap(Collection::stream)
                .toList();
        return Arrays.stream(Fault.values())
                .filter(fault -> !known.contains(fault))
                .toList();
    }

    /** Faults that a run can live through, whatever their number. */
    static List<Fault> survivable() {
        return Stream.of(HARMLESS, PASSING, HALVED, PARTIAL, THROTTLING)
                .flatMap(Collection::stream)
                .toList();
    }

    /**
     * What a row's failure may be called if this was the last that happened to it.
     *
     * @param outcome as {@link io.enricher.testing.Call#outcome} says it
     */
    static Set<String> reasons(String outcome, Wire wire) {
        // The client gave up what took too long.
        if (outcome.equals("client_gone")) {
            return Set.of("provider_error");
        }
        Fault fault = Fault.valueOf(outcome.toUpperCase(Locale.ROOT));
        if (PASSING.contains(fault)) {
            return Set.of("provider_error");
        }
        return switch (fault) {
            case HANG, SLOW_BODY -> Set.of("provider_error");
            case BAD_REQUEST, UNPROCESSABLE -> Set.of("rejected_by_provider");
            // After a cut the raised limit may be to blame.
            case OUTPUT_LIMIT -> Set.of("rejected_by_provider", "truncated_answer");
            case CONTEXT_LENGTH -> Set.of("too_long_after_truncation", "truncated_answer");
            case CUT_AT_TOKEN -> Set.of("truncated_answer");
            case PROMPT_BLOCKED, CONTENT_FILTER -> Set.of("content_filter");
            // Gemini has no field for it: the words stand where the answers should be.
            case REFUSAL -> Set.of(wire == Wire.OPENAI ? "refused" : "missing_in_reply");
            case WRONG_TYPE, BAD_ENUM, DUPLICATE_DIFFERENT -> Set.of("invalid_answer");
            case MALFORMED_JSON, ALL_MISSING, NUMERIC_IDS, NULL_CONTENT, MISSING_ITEM, MISSING_HALF, WRONG_ID ->
                Set.of("missing_in_reply");
            default -> Set.of();
        };
    }

    /** What our ledger calls a call that the simulator ended like this; {@code ok} for one that brought a reply. */
    static String status(String outcome, Wire wire) {
        if (outcome.equals("ok")) {
            return ModelCall.OK;
        }
        // The client gave up what took too long.
        if (outcome.equals("client_gone")) {
            return "timeout";
        }
        Fault fault = Fault.valueOf(outcome.toUpperCase(Locale.ROOT));
        return switch (fault) {
            case RATE_LIMITED, RATE_LIMITED_SECONDS, RATE_LIMITED_MILLIS, RATE_LIMITED_DATE, RATE_LIMITED_RETRY_DELAY ->
                ModelCall.THROTTLED;
            // Gemini has no such status: there it is a 503 like others.
            case OVERLOADED -> wire == Wire.OPENAI ? ModelCall.THROTTLED : "server_error";
            // Gemini replies to it, as to any other prompt.
            case PROMPT_BLOCKED -> wire == Wire.OPENAI ? "content_filter" : ModelCall.OK;
            case REQUEST_TIMEOUT,
                    CONFLICT,
                    SERVER_ERROR,
                    BAD_GATEWAY,
                    UNAVAILABLE,
                    UNAVAILABLE_SECONDS,
                    HTML_UNAVAILABLE -> "server_error";
            case BAD_REQUEST, UNPROCESSABLE, OUTPUT_LIMIT -> "rejected";
            case CONTEXT_LENGTH -> "too_long";
            case RESET, CLOSE, RESET_IN_BODY, CLOSE_IN_BODY -> "network";
            case HANG, SLOW_BODY -> "timeout";
            case EMPTY_BODY, EMPTY_OBJECT, HTML_BODY, TRUNCATED_BODY, NO_CANDIDATE -> "broken_body";
            default -> ModelCall.OK;
        };
    }

    Rule rule() {
        Then then = Then.fault(fault);
        return Rule.of(when, fault == Fault.SLOW_BODY ? then : then.lasting(Duration.ofMillis(600)));
    }

    @Override
    public String toString() {
        return fault + ": " + calls + " calls, because " + because;
    }

    private static FaultSpec first(Fault fault, int calls, String because) {
        return new FaultSpec(fault, When.event(1), calls, because);
    }
}
