package io.enricher.domain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call with its place in the ledger.
 *
 * @param id       its number in the ledger
 * @param runId    the run that made it
 * @param token    a name that it had before it was written down
 * @param answered items with a valid answer; empty if it was not to bring any, or brought no reply
 * @param reply    the beginning of its reply, written by a model and hostile; empty unless it was kept
 */
public record LedgerCall(
        long id, long runId, String token, PromptCall prompt, OptionalInt answered, Optional<String> reply) {

    public LedgerCall withReply(Optional<String> kept) {
        return new LedgerCall(id, runId, token, prompt, answered, kept);
    }
}
