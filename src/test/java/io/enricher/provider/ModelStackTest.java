package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.ModelCall;
import io.enricher.provider.offline.OfflineClientFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelStackTest {

    private final List<ModelCall> failed = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private TinyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void replyComesWithItsCall() {
        server.answer(Adapter.OPENAI.success());

        try (ModelStack stack = stack(Adapter.OPENAI.factory())) {
            stack.warmUp();
            ModelReply reply = stack.client().ask(Adapter.request());

            assertThat(reply.call().orElseThrow().status()).isEqualTo("ok");
            assertThat(reply.call().orElseThrow().attempt()).isEqualTo(1);
            assertThat(failed).isEmpty();
        }
    }

    @Test
    void stopEndsAWaitForTheProviderAtOnceAndSendsNothingMore() throws Exception {
        server.answer(429, Map.of("Retry-After", "300"), "{}");
        try (ModelStack stack = stack(Adapter.OPENAI.factory())) {
            CompletableFuture<Throwable> waiting = ask(stack);
            told.await();

            stack.stop();

            assertThat(waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(ModelException.Aborted.class);
            assertThatThrownBy(() -> stack.client().ask(Adapter.request())).isInstanceOf(ModelException.Aborted.class);
            assertThat(server.requests()).hasSize(1);
            assertThat(failed).extracting(ModelCall::status).containsExactly("throttled");
        }
    }

    @Test
    void stopLetsCallsInFlightGoOnAndAbortGivesThemUp() throws Exception {
        server.hang();
        try (ModelStack stack = stack(Adapter.GEMINI.factory())) {
            CompletableFuture<Throwable> hanging = ask(stack);
            server.awaitRequest();

            stack.stop();
            assertThat(hanging).isNotDone();
            stack.abort();

            assertThat(hanging.get(1, TimeUnit.SECONDS)).isInstanceOf(ModelException.Aborted.class);
            assertThat(failed).extracting(ModelCall::status).containsExactly("aborted");
        }
    }

    @Test
    void failureToBuildTheClientIsThrownAtEveryCall() {
        ModelClientFactory broken = new ModelClientFactory() {
            @Override
            public String provider() {
                return "broken";
            }

            @Override
            public ModelClient create(ModelSettings settings, HttpCalls calls) {
                throw new InvalidConfigurationException("no such thing");
            }
        };

        try (ModelStack stack = stack(broken)) {
            stack.warmUp();

            assertThatThrownBy(() -> stack.client().ask(Adapter.request())).hasMessage("no such thing");
            assertThatThrownBy(() -> stack.client().ask(Adapter.request())).hasMessage("no such thing");
        }
    }

    @Test
    void offlineLoadsNeitherAnSdkNorAnHttpClient() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        OfflineMain.class.getName())
                .redirectErrorStream(true)
                .start();

        String loaded = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).describedAs(loaded).isZero();
        assertThat(loaded)
                .contains("io.enricher.provider.offline.OfflineClient ")
                .contains("answered by stop");
        assertThat(loaded).doesNotContain(" okhttp3.", " com.openai.", " com.google.genai.", " kotlin.");
    }

    /** Asks the offline stack once, in a process of its own. */
    static final class OfflineMain {

        private OfflineMain() {}

        public static void main(String[] args) {
            ModelSettings settings = new ModelSettings(
                    OfflineClientFactory.MODEL,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(1),
                    1,
                    ModelParameters.NONE);
            try (ModelStack stack = stack(new OfflineClientFactory(), settings, call -> {})) {
                System.out.println(
                        "answered by " + stack.client().ask(Adapter.request()).finishWord());
            }
        }
    }

    private static CompletableFuture<Throwable> ask(ModelStack stack) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> stack.client().ask(Adapter.request())));
    }

    private ModelStack stack(ModelClientFactory factory) {
        Adapter adapter = factory.provider().equals("gemini") ? Adapter.GEMINI : Adapter.OPENAI;
        return stack(factory, adapter.settings(server, Duration.ofSeconds(20), ModelParameters.NONE), call -> {
            failed.add(call);
            told.countDown();
        });
    }

    private static ModelStack stack(ModelClientFactory factory, ModelSettings settings, CallListener listener) {
        return ModelClients.assemble(
                factory,
                settings,
                new RetrySettings(3, Duration.ofMinutes(10), Duration.ZERO),
                RateLimits.NONE,
                PriceList.load(Optional.empty(), LocalDate.of(2026, 11, 20)),
                listener,
                NanoClock.system(),
                InstantSource.system());
    }
}
