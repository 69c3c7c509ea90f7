package io.enricher.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** An OkHttp client and its calls in flight, from start to the end of the body. */
final class LiveCalls extends EventListener {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Optional<Heard>> lastResponse = ThreadLocal.withInitial(Optional::empty);
    private final BooleanSupplier aborting;
    private final Consumer<Optional<Duration>> onThrottled;
    private final OkHttpClient client;

    private record Heard(Response response, long nanoTime) {}

    /** @param onThrottled told of each response that limits the rate, before its body is read, and how long it asks to wait */
    LiveCalls(Duration timeout, int concurrency, BooleanSupplier aborting, Consumer<Optional<Duration>> onThrottled) {
        this.aborting = aborting;
        this.onThrottled = onThrottled;
        // Time limits are OkHttp's own, because both SDKs ignore theirs under a client that is not their own.
        // The pool's default of 5 idle connections would mean a handshake for every tenth call.
        this.client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(concurrency, 5, TimeUnit.MINUTES))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .eventListener(this)
                .addNetworkInterceptor(this::rememberResponse)
                .build();
    }

    OkHttpClient client() {
        return client;
    }

    void forgetResponse() {
        lastResponse.remove();
    }

    /** Status and headers only; its body belongs to the SDK. */
    Optional<Response> lastResponse() {
        return lastResponse.get().map(Heard::response);
    }

    OptionalInt lastStatus() {
        return lastResponse().map(response -> OptionalInt.of(response.code())).orElseGet(OptionalInt::empty);
    }

    LastAnswer lastAnswer() {
        return lastResponse
                .get()
                .map(heard -> new LastAnswer(
                        ReportedLimits.of(heard.response()::header),
                        Duration.ofNanos(System.nanoTime() - heard.nanoTime())))
                .orElse(LastAnswer.NONE);
    }

    int inFlight() {
        return calls.size();
    }

    void abortAll() {
        // Closing the socket ends the wait for headers and the reading of a body alike; an interrupt ends neither.
        calls.forEach(Call::cancel);
    }

    void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    @Override
    public void callStart(Call call) {
        calls.add(call);
        if (aborting.getAsBoolean()) {
            call.cancel();
        }
    }

    @Override
    public void callEnd(Call call) {
        calls.remove(call);
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        calls.remove(call);
    }

    private Response rememberResponse(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        lastResponse.set(Optional.of(new Heard(response, System.nanoTime())));
        if (HttpStatusClass.limitsTheRate(response.code())) {
            onThrottled.accept(RetryAfter.of(response));
        }
        return response;
    }
}
