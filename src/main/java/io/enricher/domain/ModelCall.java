package io.enricher.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request to a model as the ledger keeps it; a retry is a call of its own.
 *
 * @param startedAt    when the request was sent
 * @param duration     from then to the end of the reply or the error
 * @param waited       how long it waited for the rate gate before it was sent
 * @param inFlight     calls in flight when it was sent, itself included
 * @param window       most calls that might be in flight then
 * @param items        items in the prompt
 * @param attempt      1 for the first attempt of a prompt
 * @param status       how it ended: {@code ok}, or the class of the error such as {@code throttled}, {@code timeout}
 * @param httpStatus   status of the answer, empty if there was none
 * @param finishReason the provider's word for why generation ended, empty if it gave none
 * @param usage        tokens as reported
 * @param costUsd      price of the call in US dollars, empty if the model's price is unknown
 */
public record ModelCall(
        Instant startedAt,
        Duration duration,
        Duration waited,
        int inFlight,
        int window,
        int items,
        int attempt,
        String status,
        OptionalInt httpStatus,
        String finishReason,
        Usage usage,
        Optional<BigDecimal> costUsd) {

    /** The status of a call that brought a reply. */
    public static final String OK = "ok";

    /** The status of a call that the provider turned away for its rate limit or overload (429, 529). */
    public static final String THROTTLED = "throttled";

    /** The status of a call that was given up because the run stopped; the provider may charge for it. */
    public static final String ABORTED = "aborted";
}
