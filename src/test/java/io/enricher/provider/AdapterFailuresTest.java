package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.ModelException.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a call can fail, through the real SDKs, against a real server. */
class AdapterFailuresTest {

    private final HttpCalls calls = Adapter.calls();
    private TinyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
    }

    @AfterEach
    void stop() {
        server.close();
        calls.close();
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                status(Adapter.OPENAI, 400, openAi("something", "bad"), ModelException.Rejected.class, "bad"),
                status(
                        Adapter.OPENAI,
                        400,
                        openAi("context_length_exceeded", "maximum context length is 8192"),
                        ModelException.TooLong.class,
                        "too long"),
                status(Adapter.OPENAI, 400, openAi("content_filter", "x"), ModelException.Blocked.class, "filter"),
                status(
                        Adapter.OPENAI,
                        400,
                        openAi("unsupported_value", "'temperature' does not support 0"),
                        ProviderUnavailableException.class,
                        "'temperature'"),
                status(
                        Adapter.OPENAI,
                        400,
                        openAi(
                                "unsupported_value",
                                "max_tokens is too large: 17024. This model supports at most 16384 completion tokens"),
                        ModelException.Rejected.class,
                        "too large"),
                status(
                        Adapter.OPENAI,
                        400,
                        openAi(
                                "unsupported_parameter",
                                "Unsupported parameter: 'max_tokens' is not supported with this model."),
                        ProviderUnavailableException.class,
                        "'max_tokens'"),
                status(
                        Adapter.OPENAI,
                        401,
                        openAi("invalid_api_key", "Incorrect API key provided: sk-te***ef."),
                        ProviderUnavailableException.class,
                        "Check OPENAI_API_KEY"),
                status(Adapter.OPENAI, 403, openAi("", "no"), ProviderUnavailableException.class, "OPENAI_API_KEY"),
                status(
                        Adapter.OPENAI,
                        404,
                        openAi("model_not_found", "no such model"),
                        ProviderUnavailableException.class,
                        "some-model"),
                status(Adapter.OPENAI, 422, openAi("", "no"), ModelException.Rejected.class, "422"),
                status(
                        Adapter.OPENAI,
                        429,
                        openAi("insufficient_quota", "You exceeded your current quota"),
                        NotNowException.class,
                        "Add credit"),
                status(
                        Adapter.OPENAI,
                        429,
                        openAi("rate_limit_exceeded", "Request too large for some-model on tokens per min"),
                        ModelException.TooLong.class,
                        "too long"),
                status(Adapter.OPENAI, 301, "", ProviderUnavailableException.class, "base-url"),
                status(
                        Adapter.GEMINI,
                        400,
                        gemini(400, "INVALID_ARGUMENT", "Bad field", ""),
                        ModelException.Rejected.class,
                        "Bad field"),
                status(
                        Adapter.GEMINI,
                        400,
                        gemini(
                                400,
                                "INVALID_ARGUMENT",
                                "The input token count exceeds the maximum number of tokens",
                                ""),
                        ModelException.TooLong.class,
                        "too long"),
                status(
                        Adapter.GEMINI,
                        400,
                        gemini(
                                400,
                                "INVALID_ARGUMENT",
                                "API key not valid. Please pass a valid API key.",
                                "{\"reason\":\"API_KEY_INVALID\"}"),
                        ProviderUnavailableException.class,
                        "Check GEMINI_API_KEY"),
                status(
                        Adapter.GEMINI,
                        400,
                        gemini(400, "FAILED_PRECONDITION", "User location is not supported", ""),
                        ProviderUnavailableException.class,
                        "location"),
                status(
                        Adapter.GEMINI,
                        403,
                        gemini(403, "PERMISSION_DENIED", "denied", ""),
                        ProviderUnavailableException.class,
                        "GEMINI_API_KEY"),
                status(
                        Adapter.GEMINI,
                        404,
                        gemini(404, "NOT_FOUND", "gone", ""),
                        ProviderUnavailableException.class,
                        "some-model"),
                status(
                        Adapter.GEMINI,
                        429,
                        gemini(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "quota",
                                "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}"),
                        NotNowException.class,
                        ":00 UTC. Start again then"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void statusThatNoRepetitionCuresSaysWhatToDo(
            Adapter adapter, int status, String body, Class<? extends Exception> expected, String cure) {
        server.answer(status, Map.of(), body);

        Throwable thrown = catchThrowable(() -> adapter.client(server, calls).ask(Adapter.request()));

        assertThat(thrown).isInstanceOf(expected).hasMessageContaining(cure);
        assertThat(server.requests()).hasSize(1);
        assertThat(stackTrace(thrown)).doesNotContain(Adapter.KEY, "sk-te");
    }

    static Stream<Arguments> passing() {
        return Stream.of(Adapter.values()).flatMap(AdapterFailuresTest::passing);
    }

    private static Stream<Arguments> passing(Adapter adapter) {
        return Stream.of(
                passing(adapter, 408, Kind.SERVER_ERROR, Map.of(), Optional.empty()),
                passing(adapter, 409, Kind.SERVER_ERROR, Map.of(), Optional.empty()),
                passing(adapter, 500, Kind.SERVER_ERROR, Map.of("Retry-After", "-3"), Optional.empty()),
                passing(
                        adapter,
                        503,
                        Kind.SERVER_ERROR,
                        Map.of("Retry-After", "3"),
                        Optional.of(Duration.ofSeconds(3))),
                passing(adapter, 504, Kind.TIMEOUT, Map.of(), Optional.empty()),
                passing(adapter, 524, Kind.TIMEOUT, Map.of(), Optional.empty()),
                passing(adapter, 529, Kind.THROTTLED, Map.of(), Optional.empty()),
                passing(adapter, 429, Kind.THROTTLED, Map.of("Retry-After", "soon"), Optional.empty()),
                passing(
                        adapter,
                        429,
                        Kind.THROTTLED,
                        Map.of("Retry-After", "7", "retry-after-ms", "6200"),
                        Optional.of(Duration.ofMillis(6200))));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void statusThatMayPassIsTransientAndCarriesTheServersWait(
            Adapter adapter, int status, Kind kind, Map<String, String> headers, Optional<Duration> retryAfter) {
        server.answer(status, headers, adapter == Adapter.OPENAI ? openAi("", "x") : gemini(status, "X", "x", ""));

        assertThatThrownBy(() -> adapter.client(server, calls).ask(Adapter.request()))
                .isInstanceOfSatisfying(ModelException.Transient.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.retryAfter()).isEqualTo(retryAfter);
                });

        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void waitOfAnEarlierResponseIsForgotten(Adapter adapter) {
        server.answer(429, Map.of("Retry-After", "60"), "{}");
        ModelClient client = adapter.client(server, calls);
        assertThatThrownBy(() -> client.ask(Adapter.request())).isInstanceOf(ModelException.Transient.class);
        server.hangUp();

        assertThatThrownBy(() -> client.ask(Adapter.request()))
                .isInstanceOfSatisfying(ModelException.Transient.class, failure -> assertThat(failure.retryAfter())
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void dateToWaitForIsReadFromTheHeader(Adapter adapter) {
        ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(150);
        server.answer(429, Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date)), "{}");

        assertThatThrownBy(() -> adapter.client(server, calls).ask(Adapter.request()))
                .isInstanceOfSatisfying(ModelException.Transient.class, failure -> assertThat(
                                failure.retryAfter().orElseThrow())
                        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(151)));
    }

    @Test
    void geminiWritesItsWaitIntoTheBody() {
        server.answer(
                429,
                Map.of("Retry-After", "10"),
                gemini(429, "RESOURCE_EXHAUSTED", "slow down", "{\"@type\":\"RetryInfo\",\"retryDelay\":\"34.5s\"}"));

        assertThatThrownBy(() -> Adapter.GEMINI.client(server, calls).ask(Adapter.request()))
                .isInstanceOfSatisfying(ModelException.Transient.class, failure -> assertThat(failure.retryAfter())
                        .contains(Duration.ofMillis(34_500)));
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void bodyThatIsNoReplyIsBroken(Adapter adapter) {
        for (String body : new String[] {"", "{}", "{\"choices\":[],\"candidates\":[]}", "<html>no</html>", "{\"cho"}) {
            server.answer(body);

            assertKind(adapter, Kind.BROKEN_BODY, body);
        }
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void brokenConnectionIsNetwork(Adapter adapter) {
        server.hangUp();
        assertKind(adapter, Kind.NETWORK, "hang up");

        server.cutBody();
        assertKind(adapter, Kind.NETWORK, "cut body");
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void serverThatIsNotThereIsNetworkAndNamed(Adapter adapter) throws IOException {
        URI nobody = closedServer(adapter);
        ModelSettings settings = new ModelSettings(
                "m",
                Optional.of(nobody),
                Optional.of(new Secret(Adapter.KEY)),
                Duration.ofSeconds(5),
                1,
                ModelParameters.NONE);

        assertThatThrownBy(() -> adapter.factory().create(settings, calls).ask(Adapter.request()))
                .hasMessageContaining(nobody.toString())
                .extracting("kind")
                .isEqualTo(Kind.NETWORK);
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void silenceAndAStalledBodyEndAtTheTimeLimit(Adapter adapter) {
        Duration limit = Duration.ofMillis(400);
        HttpCalls hurried = new HttpCalls(limit, 1);
        ModelClient client = adapter.factory().create(adapter.settings(server, limit, ModelParameters.NONE), hurried);

        server.hang();
        assertThatThrownBy(() -> client.ask(Adapter.request()))
                .extracting("kind")
                .isEqualTo(Kind.TIMEOUT);

        server.stall();
        assertThatThrownBy(() -> client.ask(Adapter.request()))
                .extracting("kind")
                .isEqualTo(Kind.TIMEOUT);
        hurried.close();
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void abortEndsACallWithinASecondWhateverItWaitsFor(Adapter adapter) throws Exception {
        for (Runnable waiting : new Runnable[] {server::hang, server::stall}) {
            waiting.run();
            HttpCalls abortable = Adapter.calls();
            ModelClient client = adapter.client(server, abortable);
            int before = server.requests().size();
            CompletableFuture<Throwable> ended =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.ask(Adapter.request())));
            while (server.requests().size() == before) {
                Thread.onSpinWait();
            }

            abortable.abortAll();

            assertThat(ended.get(1, TimeUnit.SECONDS)).isInstanceOf(ModelException.Aborted.class);
            assertThatThrownBy(() -> client.ask(Adapter.request())).isInstanceOf(ModelException.Aborted.class);
            abortable.close();
        }
    }

    private static URI closedServer(Adapter adapter) throws IOException {
        try (TinyServer closed = new TinyServer()) {
            return closed.url(adapter == Adapter.OPENAI ? "/v1" : "");
        }
    }

    private void assertKind(Adapter adapter, Kind kind, String description) {
        assertThatThrownBy(() -> adapter.client(server, calls).ask(Adapter.request()))
                .describedAs("%s: %s", adapter, description)
                .isInstanceOfSatisfying(ModelException.Transient.class, failure -> assertThat(failure.kind())
                        .isEqualTo(kind));
    }

    private static Arguments status(
            Adapter adapter, int status, String body, Class<? extends Exception> expected, String cure) {
        return Arguments.of(adapter, status, body, expected, cure);
    }

    private static Arguments passing(
            Adapter adapter, int status, Kind kind, Map<String, String> headers, Optional<Duration> retryAfter) {
        return Arguments.of(adapter, status, kind, headers, retryAfter);
    }

    private static String openAi(String code, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":"
                + (code.isEmpty() ? "null" : "\"" + code + "\"") + "}}";
    }

    private static String gemini(int code, String status, String message, String detail) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status
                + "\",\"details\":[" + detail + "]}}";
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
