package io.enricher.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request to a model as the ledger keeps it; a retry is a call of its own.
 *
 * @param startedAt    when the request was sent
 * @param duration     from then to the end of the reply or the error
 * @param items        items in the prompt
 * @param attempt      1 for the first attempt of a prompt
 * @param status       how it ended: {@code ok}, or the class of the error such as {@code throttled}, {@code timeout}
 * @param finishReason the provider's word for why generation ended, empty if it gave none
 * @param usage        tokens as reported
 * @param costUsd      price of the call in US dollars, empty if the model's price is unknown
 */
public record ModelCall(
        Instant startedAt,
        Duration duration,
        int items,
        int attempt,
        String status,
        String finishReason,
        Usage usage,
        Optional<BigDecimal> costUsd) {

    /** The status of a call that brought a reply. */
    public static final String OK = "ok";

    /** The status of a call that the provider turned away for its rate limit or overload (429, 529). */
    public static final String THROTTLED = "throttled";
}
