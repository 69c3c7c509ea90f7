package io.enricher.testing;

import io.enricher.testing.LoopbackServer.Keep;
import io.enricher.testing.Responder.LimitHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import tools.jackson.core.JacksonException;

/**
 * A model provider on 127.0.0.1 that speaks OpenAI's Chat Completions and Gemini's generateContent on one port, answers
 * by the request's JSON schema ({@link SchemaAnswers}), and misbehaves as its rules say. It keeps a {@link Ledger} of
 * all it was asked. All methods are safe for many threads; rules and limits may change while it runs.
 *
 * <p>A request goes through the rules first; what they let pass, or answer badly, must pass the quotas and takes the
 * latency. HTTP errors and broken connections come at once and cost no quota.
 *
 * <p>By hand, after {@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath}:
 *
 * <pre>{@code
 * java -cp "target/test-classes:$(cat target/test.classpath)" io.enricher.testing.ProviderSimulator \
 *     port=18080 latency=700 per-item=60 rpm=15 fault=server-error:0.05 fault=wrong-type:POISON
 * }</pre>
 *
 * <p>and in another shell {@code OPENAI_BASE_URL=http://127.0.0.1:18080/v1 OPENAI_API_KEY=any java -jar
 * target/enricher.jar input=…}. {@link SimulatorWords} says what the words mean.
 */
public final class ProviderSimulator implements AutoCloseable {

    private final Ledger ledger = new Ledger();
    private final Hooks arrivals = new Hooks();
    private final Hooks replies = new Hooks();
    private final Quotas quotas;
    private final Responder responder;
    private final RequestBodies bodies;
    private final PromptCache promptCache;
    private final LoopbackServer server;

    /** Whether the ledger keeps them. */
    enum RequestBodies {
        KEPT,
        DROPPED
    }

    ProviderSimulator(
            int port,
            Quotas quotas,
            Latency latency,
            AnswerBook answers,
            LimitHeaders limits,
            RequestBodies bodies,
            PromptCache promptCache) {
        this.quotas = quotas;
        this.promptCache = promptCache;
        this.bodies = bodies;
        this.responder = new Responder(ledger, quotas, latency, answers, replies, limits);
        this.server = LoopbackServer.start(port, this::handle);
    }

    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** Without latency, limits or faults, on any free port. */
    public static ProviderSimulator start() {
        return builder().start();
    }

    public int port() {
        return server.port();
    }

    /** With {@code /v1}, as OpenAI clients want it. */
    public String openAiBaseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** Without a version, as Gemini clients want it. */
    public String geminiBaseUrl() {
        return "http://127.0.0.1:" + port();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Replaces all rules, for the requests that arrive from now on. */
    public void setRules(Rule... others) {
        responder.setRules(List.of(others));
    }

    /** Changes the limit without notice. */
    public void setRequestsPerMinute(int limit) {
        quotas.requestsPerMinute(limit);
    }

    /** Changes the limit without notice. */
    public void setTokensPerMinute(int limit) {
        quotas.tokensPerMinute(limit);
    }

    /** Runs when the n-th request has arrived (from 1), before anything is made of it. */
    public void onArrival(int n, Runnable action) {
        onArrival(event -> runIf(event == n, action));
    }

    /** Runs with its number when a request has arrived, before anything is made of it. */
    public void onArrival(IntConsumer action) {
        arrivals.add(action);
    }

    /** Runs when n replies (from 1), good or bad, have been written in full. */
    public void onReply(int n, Runnable action) {
        onReply(written -> runIf(written == n, action));
    }

    /** Runs with their count when a reply, good or bad, has been written in full. */
    public void onReply(IntConsumer action) {
        replies.add(action);
    }

    /** @throws AssertionError if fewer than n requests have arrived by then */
    public void awaitCalls(int n, Duration longest) throws InterruptedException {
        ledger.awaitCalls(n, longest);
    }

    /** @throws AssertionError if fewer than n replies have been written by then */
    public void awaitReplies(int n, Duration longest) throws InterruptedException {
        ledger.awaitReplies(n, longest);
    }

    /**
     * Waits until exactly n requests are in flight: 0 when all have ended or been given up.
     *
     * @throws AssertionError if it does not happen by then
     */
    public void awaitInFlight(long n, Duration longest) throws InterruptedException {
        ledger.awaitInFlight(n, longest);
    }

    /** @throws IllegalStateException if a hook has failed */
    @Override
    public void close() {
        server.close();
        arrivals.failure().or(replies::failure).ifPresent(cause -> {
            throw new IllegalStateException("a hook of the simulator failed", cause);
        });
    }

    private static void runIf(boolean due, Runnable action) {
        if (due) {
            action.run();
        }
    }

    private Keep handle(HttpRequest request, HttpConnection connection) throws IOException {
        Optional<WireFormat> format = WireFormat.of(request);
        if (format.isEmpty()) {
            connection.write(HttpReply.json(404, "{\"error\":{\"message\":\"no such path\"}}"), () -> {});
            return Keep.OPEN;
        }
        Ask ask = promptCache.read(read(format.get(), request));
        Call call = ledger.arrived(ask, bodies == RequestBodies.KEPT ? Optional.of(request.body()) : Optional.empty());
        if (arrivals.isEmpty()) {
            return responder.respond(Duration.ZERO, ask, call, connection);
        }
        arrivals.run(call.event());
        // A hook may have killed the client: a look at the socket tells, where a write would still succeed.
        return responder.respond(Duration.ofMillis(1), ask, call, connection);
    }

    private static Ask read(WireFormat format, HttpRequest request) {
        try {
            return format.read(request);
        } catch (JacksonException e) {
            return Ask.unreadable(format);
        }
    }

    /** Starts one by hand; see the class comment. */
    public static void main(String... arguments) throws InterruptedException {
        System.exit(SimulatorCommand.run(arguments));
    }
}
