package io.enricher.provider;

import io.enricher.domain.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Fails as told, one failure an attempt, then replies. */
final class ScriptedAttempts implements AttemptClient, ModelClient {

    static final ModelReply REPLY = new ModelReply("{}", FinishReason.STOP, "stop", new Usage(1_000, 200, 100, 0));

    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<Duration> askedAt = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final ManualTime time;

    ScriptedAttempts(ManualTime time, RuntimeException... failures) {
        this.time = time;
        this.failures.addAll(List.of(failures));
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt) {
        attempts.add(attempt);
        return ask(request);
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        askedAt.add(time.elapsed());
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return REPLY;
    }

    List<Duration> askedAt() {
        return askedAt;
    }

    List<Integer> attempts() {
        return attempts;
    }
}
