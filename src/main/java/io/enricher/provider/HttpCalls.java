package io.enricher.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of a run: one client under every SDK, whose calls in flight can be given up from another thread. Safe
 * for many threads; what the last response asked for is kept per thread. OkHttp is loaded when a client is asked for.
 */
public final class HttpCalls {

    private final Duration timeout;
    private final int concurrency;
    private volatile Consumer<Optional<Duration>> onThrottled = pause -> {};
    private volatile boolean aborting;
    private @Nullable LiveCalls live;

    /**
     * @param timeout     longest duration of one call
     * @param concurrency connections to keep open
     */
    public HttpCalls(Duration timeout, int concurrency) {
        this.timeout = timeout;
        this.concurrency = concurrency;
    }

    /** Tells of each response that limits the rate as soon as its headers are there, and how long they ask to wait. */
    void onThrottled(Consumer<Optional<Duration>> listener) {
        onThrottled = listener;
    }

    /** The one client: no retries, no redirects, the run's time limits. */
    public OkHttpClient client() {
        return liveCalls().client();
    }

    /** Forgets the response that this thread saw last; to be called before each call. */
    public void startCall() {
        liveCalls().forgetResponse();
    }

    /** How long the response that this thread saw last asks to wait before the next call. */
    public Optional<Duration> retryAfter() {
        return liveCalls().lastResponse().flatMap(RetryAfter::of);
    }

    /** The status of the response that this thread saw last, empty if there was none. */
    OptionalInt status() {
        LiveCalls opened = opened();
        return opened == null ? OptionalInt.empty() : opened.lastStatus();
    }

    /** The response that this thread saw last. */
    LastAnswer lastAnswer() {
        LiveCalls opened = opened();
        return opened == null ? LastAnswer.NONE : opened.lastAnswer();
    }

    /** When the response came that this thread saw last, by its own {@code Date} if it has one. */
    public Optional<Instant> answeredAt() {
        return liveCalls().lastResponse().map(RetryAfter::answeredAt);
    }

    /** The server's own time in the response that this thread saw last; empty if it told none. */
    Optional<Instant> serverTime() {
        LiveCalls opened = opened();
        return opened == null ? Optional.empty() : opened.lastResponse().flatMap(RetryAfter::serverTime);
    }

    /** Gives up every call in flight within milliseconds, and every call that is started later. */
    public void abortAll() {
        // First: a client that is opened after the look for one cancels what it starts.
        aborting = true;
        LiveCalls running = opened();
        if (running != null) {
            running.abortAll();
        }
    }

    /** Calls that were sent and have not ended. */
    int inFlight() {
        LiveCalls opened = opened();
        return opened == null ? 0 : opened.inFlight();
    }

    /** Whether {@link #abortAll} was called: a call that fails now was given up. */
    public boolean isAborting() {
        return aborting;
    }

    void close() {
        LiveCalls opened = opened();
        if (opened != null) {
            opened.close();
        }
    }

    /** Without opening a client: an offline run has none, and loads none. */
    private synchronized @Nullable LiveCalls opened() {
        return live;
    }

    private synchronized LiveCalls liveCalls() {
        if (live == null) {
            live = new LiveCalls(timeout, concurrency, this::isAborting, pause -> onThrottled.accept(pause));
        }
        return live;
    }
}
