package io.enricher.domain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call that brought a reply to a prompt of items, as the ledger keeps it.
 *
 * @param made      the call
 * @param batchSize most items that a prompt might hold when this one was made of items not asked before; empty if it
 *                  asks again for what another left open
 * @param shrunkBy  why prompts are smaller since its reply; empty if they are not
 */
public record PromptCall(ModelCall made, OptionalInt batchSize, Optional<ShrinkCause> shrunkBy) {

    /** A call of which nothing more is known. */
    public static PromptCall of(ModelCall made) {
        return new PromptCall(made, OptionalInt.empty(), Optional.empty());
    }
}
