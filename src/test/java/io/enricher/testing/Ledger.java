package io.enricher.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Every request the simulator has had, in order of arrival. A call is entered when it has arrived in full, and entered
 * as ended just before its last byte is written: who has the reply finds it here. Thread-safe.
 */
public final class Ledger {

    private final List<Call> calls = new ArrayList<>();
    private final Map<List<String>, Integer> attempts = new HashMap<>();
    private long inFlight;
    private long maxInFlight;
    private int repliesWritten;

    Ledger() {}

    /** A snapshot, in order of arrival; calls in flight are in it. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How often an item was in a prompt, whatever came of it. */
    public int timesAsked(String itemText) {
        return timesAsked().getOrDefault(itemText, 0);
    }

    /** How often each item was in a prompt; an item that never was is not in the map. */
    public Map<String, Integer> timesAsked() {
        return count(Call::itemTexts);
    }

    /** How often a valid answer of an item was written in full. The client may have died before it read it. */
    public int timesAnswered(String itemText) {
        return timesAnswered().getOrDefault(itemText, 0);
    }

    /** The same of all items; an item that never was answered is not in the map. */
    public Map<String, Integer> timesAnswered() {
        return count(Call::answeredItemTexts);
    }

    public synchronized long inFlight() {
        return inFlight;
    }

    public synchronized long maxInFlight() {
        return maxInFlight;
    }

    /** How many calls ended like this; see {@link Call#outcome}. */
    public long ended(String outcome) {
        return calls().stream().filter(call -> call.outcome().equals(outcome)).count();
    }

    /** Prompt and completion tokens of all calls for which text was generated, whether or not it got to the client. */
    public long billedTokens() {
        return calls().stream()
                .filter(call -> call.completionTokens() > 0)
                .mapToLong(call -> call.promptTokens() + call.completionTokens())
                .sum();
    }

    /** Calls that ask for an item before the wait had passed that an earlier reply for the same item asked for. */
    public List<Call> callsBeforeRetryAfterPassed() {
        List<Call> all = calls();
        List<Call> pauses = withRetryAfter(all);
        return all.stream()
                .filter(call -> pauses.stream()
                        .anyMatch(pause -> duringPause(pause, call, Duration.ZERO) && shareAnItem(pause, call)))
                .toList();
    }

    /**
     * Calls that arrived, for whatever item, before a wait had passed that an earlier reply asked for.
     *
     * @param underway how long a call may have been on its way: those that arrive sooner after the reply do not count
     */
    public List<Call> callsDuringPauses(Duration underway) {
        List<Call> all = calls();
        List<Call> pauses = withRetryAfter(all);
        return all.stream()
                .filter(call -> pauses.stream().anyMatch(pause -> duringPause(pause, call, underway)))
                .toList();
    }

    private static List<Call> withRetryAfter(List<Call> calls) {
        return calls.stream().filter(call -> call.retryAfter().isPresent()).toList();
    }

    private static boolean duringPause(Call pause, Call call, Duration underway) {
        long sinceReply = call.arrivedNanos() - pause.endedNanos();
        return sinceReply > underway.toNanos()
                && sinceReply < pause.retryAfter().orElse(Duration.ZERO).toNanos();
    }

    private static boolean shareAnItem(Call one, Call other) {
        return !Collections.disjoint(one.itemTexts(), other.itemTexts());
    }

    /** Enters a request that has arrived. */
    synchronized Call arrived(Ask ask, Optional<String> body) {
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
        Call call = new Call(
                calls.size() + 1,
                Instant.now(),
                System.nanoTime(),
                0,
                ask.format().word(),
                ask.model(),
                ask.itemTexts(),
                ask.ids(),
                0,
                Call.IN_FLIGHT,
                Set.of(),
                ask.promptTokens(),
                ask.cachedTokens(),
                0,
                ask.maxOutputTokens(),
                ask.key().isPresent(),
                inFlight,
                Optional.empty(),
                body);
        calls.add(call);
        notifyAll();
        return call;
    }

    /** How often exactly these items have been asked together, counted up by each call. */
    synchronized int attempt(List<String> itemTexts) {
        return attempts.merge(itemTexts, 1, Integer::sum);
    }

    synchronized Duration sinceFirst() {
        return calls.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - calls.get(0).arrivedNanos());
    }

    /** Changes a call, also one that has ended: a reply that was about to be complete and then was not taken. */
    synchronized void change(int event, UnaryOperator<Call> change) {
        Call before = calls.get(event - 1);
        Call after = change.apply(before);
        calls.set(event - 1, after);
        if (before.endedNanos() == 0 && after.endedNanos() != 0) {
            inFlight--;
        }
        notifyAll();
    }

    /** @return how many replies have been written with this one */
    synchronized int replyWritten() {
        repliesWritten++;
        notifyAll();
        return repliesWritten;
    }

    /** @throws AssertionError if it does not come true in time */
    synchronized void awaitCalls(int n, Duration longest) throws InterruptedException {
        await(() -> calls.size() >= n, n + " calls", longest);
    }

    synchronized void awaitReplies(int n, Duration longest) throws InterruptedException {
        await(() -> repliesWritten >= n, n + " replies", longest);
    }

    synchronized void awaitInFlight(long n, Duration longest) throws InterruptedException {
        await(() -> inFlight == n, n + " calls in flight", longest);
    }

    private synchronized void await(BooleanSupplier condition, String what, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("waited " + longest + " for " + what + "; there were " + calls.size()
                        + " calls, " + repliesWritten + " replies, " + inFlight + " in flight");
            }
            // Rounded up: a wait of 0 would be for ever.
            wait(left / 1_000_000 + 1);
        }
    }

    private Map<String, Integer> count(Function<Call, Collection<String>> items) {
        Map<String, Integer> times = new HashMap<>();
        calls().forEach(call -> items.apply(call).forEach(item -> times.merge(item, 1, Integer::sum)));
        return times;
    }
}
