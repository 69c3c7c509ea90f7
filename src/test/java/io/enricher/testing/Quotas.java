package io.enricher.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The account's requests and tokens per minute; either may be without limit. A refused call takes nothing. */
final class Quotas {

    private final double burst;
    private volatile Optional<Quota> requests = Optional.empty();
    private volatile Optional<Quota> tokens = Optional.empty();

    Quotas(double burst) {
        this.burst = burst;
    }

    synchronized void requestsPerMinute(int limit) {
        requests = changed(requests, limit);
    }

    synchronized void tokensPerMinute(int limit) {
        tokens = changed(tokens, limit);
    }

    /** @return zero if the call may pass, else how long it has to wait */
    synchronized Duration admit(long callTokens) {
        long now = System.nanoTime();
        Duration forRequest = requests.map(quota -> quota.take(1, now)).orElse(Duration.ZERO);
        Duration forTokens = tokens.map(quota -> quota.take(callTokens, now)).orElse(Duration.ZERO);
        if (forRequest.isZero() && !forTokens.isZero()) {
            requests.ifPresent(quota -> quota.giveBack(1));
        }
        if (forTokens.isZero() && !forRequest.isZero()) {
            tokens.ifPresent(quota -> quota.giveBack(callTokens));
        }
        return forRequest.compareTo(forTokens) > 0 ? forRequest : forTokens;
    }

    /** OpenAI's x-ratelimit headers as they stand. */
    synchronized Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        requests.ifPresent(quota -> describe(quota, "requests", headers));
        tokens.ifPresent(quota -> describe(quota, "tokens", headers));
        return headers;
    }

    private Optional<Quota> changed(Optional<Quota> quota, int limit) {
        long now = System.nanoTime();
        quota.ifPresent(known -> known.change(limit, now));
        return quota.or(() -> Optional.of(new Quota(limit, burst, now)));
    }

    private static void describe(Quota quota, String what, Map<String, String> headers) {
        headers.put("x-ratelimit-limit-" + what, Long.toString(quota.perMinute()));
        headers.put("x-ratelimit-remaining-" + what, Long.toString(quota.left()));
        // Go's notation, as OpenAI sends it: 17ms, 6.5s.
        headers.put("x-ratelimit-reset-" + what, quota.reset().toMillis() + "ms");
    }
}
