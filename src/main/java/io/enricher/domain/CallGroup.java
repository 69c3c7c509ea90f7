package io.enricher.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Calls of a run that ended alike.
 *
 * @param status  {@link ModelCall#OK}, {@link ModelCall#THROTTLED} or another class of failure
 * @param calls   so many
 * @param usage   tokens of all together
 * @param costUsd of all together; empty if the price of any that brought a reply is unknown
 */
public record CallGroup(String status, long calls, Usage usage, Optional<BigDecimal> costUsd) {

    public boolean isAnswered() {
        return status.equals(ModelCall.OK);
    }
}
