package io.enricher.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request as the ledger keeps it.
 *
 * @param event                its number, from 1
 * @param at                   when it had arrived
 * @param arrivedNanos         the same by {@link System#nanoTime}
 * @param endedNanos           when its reply was about to be complete, or the client was gone; 0 while in flight
 * @param format               {@code openai} or {@code gemini}
 * @param itemTexts            as {@link SchemaAnswers#itemText} makes them, in prompt order
 * @param ids                  in the same order
 * @param status               HTTP status of the reply, 0 if there was none
 * @param outcome              {@code in_flight}, {@code ok}, {@code throttled} (by the quotas), {@code client_gone},
 *                             {@code unreadable} (no request of either format), or the fault's name in lower case
 * @param answeredItemTexts    items whose valid answer was written in full; one text that two ids share counts once
 * @param promptTokens         of the prompt, as reported in usage
 * @param cachedTokens         how many of them are reported as cached
 * @param completionTokens     generated, as reported in usage, whether or not they got to the client
 * @param maxOutputTokens      the request's output limit, 0 if it has none
 * @param authorizationPresent whether the request carried a key; the key itself is not kept
 * @param inFlight             requests in flight when it arrived, itself included
 * @param retryAfter           how long the reply asked to wait
 * @param body                 the request's body, if {@link SimulatorBuilder#recordBodies} was asked for
 */
public record Call(
        int event,
        Instant at,
        long arrivedNanos,
        long endedNanos,
        String format,
        String model,
        List<String> itemTexts,
        List<String> ids,
        int status,
        String outcome,
        Set<String> answeredItemTexts,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        int maxOutputTokens,
        boolean authorizationPresent,
        long inFlight,
        Optional<Duration> retryAfter,
        Optional<String> body) {

    static final String IN_FLIGHT = "in_flight";
    static final String OK = "ok";
    static final String THROTTLED = "throttled";
    static final String CLIENT_GONE = "client_gone";
    static final String UNREADABLE = "unreadable";

    public Call {
        itemTexts = List.copyOf(itemTexts);
        ids = List.copyOf(ids);
        answeredItemTexts = Set.copyOf(answeredItemTexts);
    }

    public int items() {
        return itemTexts.size();
    }

    /** Whether at least one valid answer was written in full. */
    public boolean answered() {
        return !answeredItemTexts.isEmpty();
    }

    /** From arrival to the end of the reply. */
    public Duration duration() {
        return Duration.ofNanos(endedNanos == 0 ? 0 : endedNanos - arrivedNanos);
    }

    Call generated(long tokens) {
        return with(status, outcome, answeredItemTexts, tokens, retryAfter, endedNanos);
    }

    Call ended(String how, int httpStatus, Optional<Duration> wait, Set<String> answered, long nanos) {
        return with(httpStatus, how, answered, completionTokens, wait, nanos);
    }

    private Call with(
            int newStatus, String how, Set<String> answered, long generated, Optional<Duration> wait, long end) {
        return new Call(
                event,
                at,
                arrivedNanos,
                end,
                format,
                model,
                itemTexts,
                ids,
                newStatus,
                how,
                answered,
                promptTokens,
                cachedTokens,
                generated,
                maxOutputTokens,
                authorizationPresent,
                inFlight,
                wait,
                body);
    }
}
