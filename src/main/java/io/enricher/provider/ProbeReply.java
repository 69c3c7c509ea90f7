package io.enricher.provider;

import io.enricher.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one tiny question to a provider taught.
 *
 * @param took              from the request to the end of the reply, a new connection included
 * @param usage             tokens as reported
 * @param requestsPerMinute the limit that the reply told
 * @param tokensPerMinute   the limit that the reply told
 * @param serverTime        the time that the reply bears; empty if it bears none
 */
public record ProbeReply(
        Duration took,
        Usage usage,
        OptionalLong requestsPerMinute,
        OptionalLong tokensPerMinute,
        Optional<Instant> serverTime) {

    /**
     * Asks the tiny question once, of no row and without a retry; it costs a few tokens.
     *
     * @throws ModelException if no reply came
     * @throws io.enricher.domain.EnricherException if none will come: key refused, no such model, quota spent
     */
    public static ProbeReply of(ModelClientFactory factory, ModelSettings settings, NanoClock clock) {
        HttpCalls calls = new HttpCalls(settings.timeout(), 1);
        try {
            ModelClient client = factory.create(settings, calls);
            long sentAt = clock.nanoTime();
            ModelReply reply = client.ask(Canary.QUESTION);
            ReportedLimits limits = calls.lastAnswer().limits();
            return new ProbeReply(
                    Duration.ofNanos(clock.nanoTime() - sentAt),
                    reply.usage(),
                    limit(limits.requests()),
                    limit(limits.tokens()),
                    calls.serverTime());
        } finally {
            calls.close();
        }
    }

    private static OptionalLong limit(Optional<ReportedLimits.Told> told) {
        return told.map(limit -> OptionalLong.of(limit.limit())).orElseGet(OptionalLong::empty);
    }
}
