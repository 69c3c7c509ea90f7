package io.enricher.testing;

import io.enricher.testing.ProviderSimulator.RequestBodies;
import io.enricher.testing.Responder.LimitHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** What a {@link ProviderSimulator} is to be like. By default: no latency, no limits, no faults, any free port. */
public final class SimulatorBuilder {

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Function<Map<String, String>, String>> ownFields = new LinkedHashMap<>();
    private int port;
    private long seed;
    private long reasoning;
    private double burst = 1;
    private Latency latency = Latency.NONE;
    private OptionalInt requestsPerMinute = OptionalInt.empty();
    private OptionalInt tokensPerMinute = OptionalInt.empty();
    private LimitHeaders limitHeaders = LimitHeaders.LEFT_OUT;
    private RequestBodies bodies = RequestBodies.DROPPED;
    private boolean promptCache;

    SimulatorBuilder() {}

    /** 0 for any free one. */
    public SimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /** Draws which item a fault concerns, and shuffled orders. */
    public SimulatorBuilder seed(long number) {
        seed = number;
        return this;
    }

    /** Tokens that the model thinks before each answer: billed, reported, and not in its text. */
    public SimulatorBuilder reasoning(long tokens) {
        reasoning = tokens;
        return this;
    }

    public SimulatorBuilder latency(Latency time) {
        latency = time;
        return this;
    }

    /** A token bucket, full at the start; over it: 429 with the wait, as retry-after headers or as RetryInfo. */
    public SimulatorBuilder requestsPerMinute(int limit) {
        requestsPerMinute = OptionalInt.of(limit);
        return this;
    }

    /** The same for the tokens of prompt and completion together, as reported in usage. */
    public SimulatorBuilder tokensPerMinute(int limit) {
        tokensPerMinute = OptionalInt.of(limit);
        return this;
    }

    /** @param share of a minute's limits that may be taken at once; 1 by default */
    public SimulatorBuilder burst(double share) {
        burst = share;
        return this;
    }

    /** Sends the limits as x-ratelimit headers, in OpenAI's format. */
    public SimulatorBuilder limitHeaders() {
        limitHeaders = LimitHeaders.SENT;
        return this;
    }

    /** Adds a rule after those there are; the first that matches counts. */
    public SimulatorBuilder rule(When when, Then then) {
        rules.add(Rule.of(when, then));
        return this;
    }

    public SimulatorBuilder rule(When when, Fault fault) {
        rules.add(Rule.of(when, fault));
        return this;
    }

    /** Items with this text never get a valid answer, the others of their prompts do. */
    public SimulatorBuilder poison(String marker) {
        return rule(When.containing(marker), Then.fault(Fault.WRONG_TYPE).about(marker));
    }

    /** Answers a string field from the item's own fields instead of by the schema. */
    public SimulatorBuilder answering(String field, Function<Map<String, String>, String> answer) {
        ownFields.put(field, answer);
        return this;
    }

    /** Keeps request bodies in the ledger; leave it off where there are very many. */
    public SimulatorBuilder recordBodies() {
        bodies = RequestBodies.KEPT;
        return this;
    }

    /** Reports the tokens of the system text as cached from the second request on that has it, with the same schema. */
    public SimulatorBuilder promptCache() {
        promptCache = true;
        return this;
    }

    public ProviderSimulator start() {
        Quotas quotas = new Quotas(burst);
        requestsPerMinute.ifPresent(quotas::requestsPerMinute);
        tokensPerMinute.ifPresent(quotas::tokensPerMinute);
        AnswerBook answers = new AnswerBook(seed, reasoning, ownFields);
        ProviderSimulator simulator = new ProviderSimulator(
                port, quotas, latency, answers, limitHeaders, bodies, new PromptCache(promptCache));
        simulator.setRules(rules.toArray(Rule[]::new));
        return simulator;
    }
}
