package io.enricher.testing;

import io.enricher.testing.LoopbackServer.Keep;
import io.enricher.testing.When.Arrival;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of a request by rules, quotas and latency, and carries it out on the connection. */
final class Responder {

    private final Ledger ledger;
    private final Quotas quotas;
    private final Latency latency;
    private final AnswerBook answers;
    private final Hooks replies;
    private final LimitHeaders limitHeaders;
    private volatile List<Rule> rules = List.of();

    /** Whether replies in OpenAI's format carry x-ratelimit headers. */
    enum LimitHeaders {
        SENT,
        LEFT_OUT
    }

    Responder(
            Ledger ledger,
            Quotas quotas,
            Latency latency,
            AnswerBook answers,
            Hooks replies,
            LimitHeaders limitHeaders) {
        this.ledger = ledger;
        this.quotas = quotas;
        this.latency = latency;
        this.answers = answers;
        this.replies = replies;
        this.limitHeaders = limitHeaders;
    }

    void setRules(List<Rule> others) {
        rules = List.copyOf(others);
    }

    /** @param look how long to look first whether the client is still there */
    Keep respond(Duration look, Ask ask, Call call, HttpConnection connection) throws IOException {
        try {
            connection.pause(look);
            Then then = decide(ask, call);
            connection.pause(then.delay());
            return carryOut(then, ask, call, connection);
        } catch (IOException e) {
            ended(call, Call.CLIENT_GONE, 0, Optional.empty(), Set.of());
            throw e;
        }
    }

    private Then decide(Ask ask, Call call) {
        Arrival arrival = new Arrival(
                call.event(),
                ledger.attempt(call.itemTexts()),
                ledger.sinceFirst(),
                call.format(),
                call.model(),
                ask.maxOutputTokens(),
                call.itemTexts());
        return rules.stream()
                .filter(rule -> ask.readable() && rule.when().matches(arrival))
                .map(Rule::then)
                .findFirst()
                .orElseGet(Then::answer);
    }

    private Keep carryOut(Then then, Ask ask, Call call, HttpConnection connection) throws IOException {
        if (!ask.readable()) {
            return send(ask.format().error(Fault.BAD_REQUEST, ask, Duration.ZERO), call, Call.UNREADABLE, connection);
        }
        Optional<Fault> fault = then.fault();
        if (fault.isPresent() && fault.get().kind() == Fault.Kind.ERROR) {
            return sendError(fault.get(), outcome(fault.get()), then.time(), ask, call, connection);
        }
        if (fault.isPresent() && fault.get().status() == 0) {
            return breakSilently(fault.get(), call, connection);
        }
        return fault.isPresent() && generatesNothing(fault.get())
                ? sendPage(fault.get(), ask, call, connection)
                : sendAnswer(then, ask, call, connection);
    }

    private Keep sendError(Fault fault, String outcome, Duration wait, Ask ask, Call call, HttpConnection connection)
            throws IOException {
        HttpReply reply = fault == Fault.HTML_UNAVAILABLE
                ? HttpReply.html(fault.status())
                : ask.format().error(fault, ask, wait);
        write(limited(reply, ask), call, outcome, RetryAfter.told(fault, wait), Set.of(), connection);
        return Keep.OPEN;
    }

    private Keep breakSilently(Fault fault, Call call, HttpConnection connection) throws IOException {
        if (fault == Fault.HANG) {
            try {
                connection.hang();
            } catch (IOException gaveUp) {
                ended(call, outcome(fault), 0, Optional.empty(), Set.of());
                return Keep.CLOSED;
            }
        }
        ended(call, outcome(fault), 0, Optional.empty(), Set.of());
        end(fault, connection);
        return Keep.CLOSED;
    }

    private static boolean generatesNothing(Fault fault) {
        return fault == Fault.EMPTY_BODY || fault == Fault.EMPTY_OBJECT || fault == Fault.HTML_BODY;
    }

    private Keep sendPage(Fault fault, Ask ask, Call call, HttpConnection connection) throws IOException {
        if (throttled(ask.promptTokens(), ask, call, connection)) {
            return Keep.OPEN;
        }
        connection.pause(latency.of(call.event(), call.items()));
        HttpReply reply = fault == Fault.HTML_BODY
                ? HttpReply.html(200)
                : HttpReply.json(200, fault == Fault.EMPTY_OBJECT ? "{}" : "");
        return send(reply, call, outcome(fault), connection);
    }

    private Keep sendAnswer(Then then, Ask ask, Call call, HttpConnection connection) throws IOException {
        Completion completion = answers.write(ask, then, call.event());
        if (throttled(ask.promptTokens() + completion.tokens(), ask, call, connection)) {
            return Keep.OPEN;
        }
        ledger.change(call.event(), open -> open.generated(completion.tokens()));
        connection.pause(latency.of(call.event(), call.items()));
        HttpReply reply = limited(HttpReply.json(200, ask.format().body(completion, ask)), ask);
        if (then.fault().isPresent() && then.fault().get().kind() != Fault.Kind.ANSWER) {
            return sendBroken(then, reply, completion, call, connection);
        }
        String outcome = then.fault().map(Responder::outcome).orElse(Call.OK);
        write(reply, call, outcome, Optional.empty(), completion.answeredItemTexts(), connection);
        return Keep.OPEN;
    }

    /** A good reply that does not get over in one piece. */
    private Keep sendBroken(Then then, HttpReply reply, Completion completion, Call call, HttpConnection connection)
            throws IOException {
        Fault fault = then.fault().orElseThrow();
        switch (fault) {
            case SLOW_BODY -> {
                connection.writeSlowly(
                        reply,
                        then.time(),
                        () -> ended(call, outcome(fault), 200, Optional.empty(), completion.answeredItemTexts()));
                replies.run(ledger.replyWritten());
                return Keep.OPEN;
            }
            case TRUNCATED_BODY -> {
                String half = reply.body().substring(0, reply.body().length() / 2);
                return send(reply.withBody(half), call, outcome(fault), connection);
            }
            default -> {
                ended(call, outcome(fault), 200, Optional.empty(), Set.of());
                connection.writeHalf(reply);
                end(fault, connection);
                return Keep.CLOSED;
            }
        }
    }

    private static void end(Fault fault, HttpConnection connection) throws IOException {
        if (fault == Fault.RESET || fault == Fault.RESET_IN_BODY) {
            connection.reset();
        } else {
            connection.close();
        }
    }

    /** @return whether the quotas have no room for the call; then the 429 has been sent */
    private boolean throttled(long tokens, Ask ask, Call call, HttpConnection connection) throws IOException {
        Duration wait = quotas.admit(tokens);
        if (wait.isZero()) {
            return false;
        }
        sendError(Fault.RATE_LIMITED_RETRY_DELAY, Call.THROTTLED, wait, ask, call, connection);
        return true;
    }

    private Keep send(HttpReply reply, Call call, String outcome, HttpConnection connection) throws IOException {
        write(reply, call, outcome, Optional.empty(), Set.of(), connection);
        return Keep.OPEN;
    }

    private void write(
            HttpReply reply,
            Call call,
            String outcome,
            Optional<Duration> retryAfter,
            Set<String> answered,
            HttpConnection connection)
            throws IOException {
        connection.write(reply, () -> ended(call, outcome, reply.status(), retryAfter, answered));
        replies.run(ledger.replyWritten());
    }

    private void ended(Call call, String outcome, int status, Optional<Duration> wait, Set<String> answered) {
        ledger.change(call.event(), open -> open.ended(outcome, status, wait, answered, System.nanoTime()));
    }

    private HttpReply limited(HttpReply reply, Ask ask) {
        Map<String, String> headers =
                limitHeaders == LimitHeaders.SENT && ask.format() instanceof OpenAiWire ? quotas.headers() : Map.of();
        return reply.withHeaders(headers);
    }

    private static String outcome(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
