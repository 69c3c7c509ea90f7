package io.enricher.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Which requests a rule is about. Those that do not go by the clock are pure: a seed gives the same faults again. */
@FunctionalInterface
public interface When {

    boolean matches(Arrival arrival);

    /**
     * A request as rules see it.
     *
     * @param event      its number, from 1
     * @param attempt    how often exactly these items have been asked together, this time included
     * @param sinceFirst time since the first request arrived
     * @param maxOutputTokens the request's limit, 0 if it sets none
     * @param itemTexts  as {@link SchemaAnswers#itemText} makes them, in prompt order
     */
    record Arrival(
            int event,
            int attempt,
            Duration sinceFirst,
            String format,
            String model,
            int maxOutputTokens,
            List<String> itemTexts) {

        public Arrival {
            itemTexts = List.copyOf(itemTexts);
        }
    }

    static When always() {
        return arrival -> true;
    }

    /** The n-th request, from 1. */
    static When event(int n) {
        return arrival -> arrival.event() == n;
    }

    /** Every n-th request: n, 2n, 3n. */
    static When everyNth(int n) {
        return arrival -> arrival.event() % n == 0;
    }

    /** Requests from this number to that one, both included. */
    static When events(int first, int last) {
        return arrival -> arrival.event() >= first && arrival.event() <= last;
    }

    /** A share of the requests, drawn by seed and event number. */
    static When chance(double probability, long seed) {
        return arrival -> Dice.share(seed, arrival.event()) < probability;
    }

    /** Requests with an item whose text holds the marker. */
    static When containing(String marker) {
        return arrival -> arrival.itemTexts().stream().anyMatch(text -> text.contains(marker));
    }

    static When itemsAtLeast(int k) {
        return arrival -> arrival.itemTexts().size() >= k;
    }

    /** Requests that allow more output than a model takes. */
    static When outputLimitOver(int tokens) {
        return arrival -> arrival.maxOutputTokens() > tokens;
    }

    /** The first n times that exactly these items are asked together. */
    static When firstAttempts(int n) {
        return arrival -> arrival.attempt() <= n;
    }

    /** Requests that arrive in this span of time, counted from the first request. */
    static When during(Duration from, Duration to) {
        return arrival -> arrival.sinceFirst().compareTo(from) >= 0
                && arrival.sinceFirst().compareTo(to) < 0;
    }

    /** The n-th request (from 1), and those that arrive within this time after it. */
    static When outage(int n, Duration lasting) {
        AtomicReference<Optional<Duration>> start = new AtomicReference<>(Optional.empty());
        return arrival -> {
            if (arrival.event() < n) {
                return false;
            }
            Duration began = start.updateAndGet(known -> known.or(() -> Optional.of(arrival.sinceFirst())))
                    .orElseThrow();
            return arrival.sinceFirst().minus(began).compareTo(lasting) < 0;
        };
    }

    default When and(When other) {
        return arrival -> matches(arrival) && other.matches(arrival);
    }

    default When negate() {
        return arrival -> !matches(arrival);
    }
}
