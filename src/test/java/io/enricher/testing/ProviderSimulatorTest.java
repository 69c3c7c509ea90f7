package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.testing.SimulatorClient.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ProviderSimulatorTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(Format.class)
    void eachItemGetsTheAnswerOfItsOwnText(Format format) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            HttpResponse<String> response = client.ask("Give feedback that helps", "Schätze \"klein\", 世界 sagen");

            List<JsonNode> results = client.results(response);
            assertThat(results).hasSize(2);
            assertThat(results.get(0).path("id").asString()).isEqualTo("1");
            assertThat(results.get(0).path("tldr").asString())
                    .isEqualTo(SchemaAnswers.expectedText("tldr", "Give feedback that helps"))
                    .startsWith("about Give feedback that ");
            assertThat(results.get(1).path("tldr").asString())
                    .isEqualTo(SchemaAnswers.expectedText("tldr", "Schätze \"klein\", 世界 sagen"));
            assertThat(results.get(1).path("challenge").asString())
                    .isEqualTo(SchemaAnswers.expectedChoice(
                            "challenge", "Schätze \"klein\", 世界 sagen", List.of("practice", "expert")));
            assertThat(client.finish(response)).isIn("stop", "STOP");
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void ledgerHasWhatWasAskedAndAnswered(Format format) throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().recordBodies().start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            client.ask("alpha", "beta");
            client.ask("beta");

            Ledger ledger = simulator.ledger();
            Call first = ledger.calls().get(0);
            assertThat(first.event()).isEqualTo(1);
            assertThat(first.format()).isEqualTo(format.name().toLowerCase(Locale.ROOT));
            assertThat(first.model()).isIn("gpt-test", "gemini-test");
            assertThat(first.ids()).containsExactly("1", "2");
            assertThat(first.itemTexts()).containsExactly("alpha", "beta");
            assertThat(first.outcome()).isEqualTo("ok");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.answered()).isTrue();
            assertThat(first.authorizationPresent()).isTrue();
            assertThat(first.maxOutputTokens()).isEqualTo(512);
            assertThat(first.body().orElseThrow()).contains("alpha").doesNotContain(SimulatorClient.KEY);
            assertThat(ledger.timesAsked("beta")).isEqualTo(2);
            assertThat(ledger.timesAnswered("beta")).isEqualTo(2);
            assertThat(ledger.timesAsked("gamma")).isZero();
            assertThat(ledger.maxInFlight()).isEqualTo(1);
            assertThat(ledger.billedTokens()).isPositive();
        }
    }

    @Test
    void holdsTwoHundredHangingCallsAtOnceAndEndsThemWhenItCloses() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> calls;
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().rule(When.always(), Fault.HANG).start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            calls = IntStream.range(0, 200)
                    .mapToObj(i -> client.askInBackground("item " + i))
                    .toList();
            simulator.awaitInFlight(200, SOON);

            assertThat(simulator.ledger().maxInFlight()).isEqualTo(200);
            assertThat(calls).noneMatch(CompletableFuture::isDone);
        }

        assertThat(calls).allSatisfy(call -> assertThat(call).failsWithin(SOON));
    }

    @Test
    void sameSeedGivesTheSameFaultsAndAnotherSeedOthers() throws Exception {
        List<String> first = outcomesWithSeed(7);

        assertThat(outcomesWithSeed(7)).isEqualTo(first);
        assertThat(outcomesWithSeed(8)).isNotEqualTo(first);
        assertThat(first).contains("ok", "server_error");
    }

    private static List<String> outcomesWithSeed(long seed) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.chance(0.3, seed), Fault.SERVER_ERROR)
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);
            for (int i = 0; i < 40; i++) {
                client.ask("item");
            }
            return simulator.ledger().calls().stream().map(Call::outcome).toList();
        }
    }

    @Test
    void firstRuleThatMatchesCounts() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.event(2), Then.answer())
                .rule(When.everyNth(2), Fault.SERVER_ERROR)
                .rule(When.containing("poison"), Fault.BAD_REQUEST)
                .rule(When.itemsAtLeast(3), Fault.CONTEXT_LENGTH)
                .rule(When.events(5, 6).and(When.containing("x").negate()), Fault.UNAVAILABLE)
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.GEMINI);

            client.ask("a");
            client.ask("a");
            client.ask("a", "poison b");
            client.ask("a");
            client.ask("x");
            client.ask("a");
            client.ask("a", "b", "c");

            assertThat(simulator.ledger().calls())
                    .extracting(Call::outcome)
                    .containsExactly("ok", "ok", "bad_request", "server_error", "ok", "server_error", "context_length");
        }
    }

    @Test
    void attemptsAreCountedForEachSetOfItems() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.firstAttempts(2), Fault.SERVER_ERROR)
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            List<Integer> statuses = new ArrayList<>();
            for (String item : List.of("a", "a", "b", "a", "b", "b")) {
                statuses.add(client.ask(item).statusCode());
            }

            assertThat(statuses).containsExactly(500, 500, 500, 200, 500, 200);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void requestsOverTheLimitAreTurnedAwayWithTheWait(Format format) throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().requestsPerMinute(3).start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                statuses.add(client.ask("item " + i).statusCode());
            }

            assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
            assertThat(simulator.ledger().ended("throttled")).isEqualTo(2);
            assertThat(simulator.ledger().calls().get(3).retryAfter().orElseThrow())
                    .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(21));
            assertThat(simulator.ledger().calls().get(2).retryAfter()).isEmpty();
        }
    }

    @Test
    void tokensOverTheLimitAreTurnedAwayAndABiggerLimitLetsThemPass() throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().tokensPerMinute(100).limitHeaders().start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            HttpResponse<String> first = client.ask("word ".repeat(30));
            HttpResponse<String> second = client.ask("word ".repeat(30));

            Call call = simulator.ledger().calls().get(0);
            long left = 100 - call.promptTokens() - call.completionTokens();
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("x-ratelimit-limit-tokens")).contains("100");
            assertThat(first.headers()
                            .firstValueAsLong("x-ratelimit-remaining-tokens")
                            .orElseThrow())
                    .isBetween(left, left + 2);
            assertThat(second.statusCode()).isEqualTo(429);
            simulator.setTokensPerMinute(10_000_000);
            assertThat(askUntilAnswered(client)).isEqualTo(200);
        }
    }

    /** The bucket refills at 166 tokens a millisecond by then. */
    private static int askUntilAnswered(SimulatorClient client) throws Exception {
        int status = 429;
        for (int attempt = 0; status == 429 && attempt < 20; attempt++) {
            status = client.ask("word ".repeat(30)).statusCode();
        }
        return status;
    }

    @Test
    void callBeforeTheWaitHasPassedIsFound() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.event(1), Then.fault(Fault.RATE_LIMITED_MILLIS).lasting(Duration.ofMinutes(1)))
                .rule(When.event(4), Then.fault(Fault.RATE_LIMITED_MILLIS).lasting(Duration.ZERO))
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            client.ask("a", "b");
            client.ask("c");
            client.ask("b");
            client.ask("d");
            client.ask("d");

            Ledger ledger = simulator.ledger();
            assertThat(ledger.callsBeforeRetryAfterPassed())
                    .extracting(Call::event)
                    .containsExactly(3);
            assertThat(ledger.callsDuringPauses(Duration.ZERO))
                    .extracting(Call::event)
                    .containsExactly(2, 3, 4, 5);
            assertThat(ledger.callsDuringPauses(Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void latencyIsTakenBeforeTheAnswer() throws Exception {
        Latency latency = Latency.of(Duration.ofMillis(80), Duration.ofMillis(30));
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().latency(latency).start()) {
            new SimulatorClient(simulator, Format.OPENAI).ask("a", "b");

            assertThat(simulator.ledger().calls().get(0).duration()).isGreaterThanOrEqualTo(Duration.ofMillis(140));
        }
    }

    @Test
    void hooksRunAtTheirEvents() throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().rule(When.event(2), Fault.RESET).start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);
            List<String> seen = new CopyOnWriteArrayList<>();
            simulator.onArrival(event -> seen.add("arrival " + event));
            simulator.onReply(written -> seen.add("reply " + written));
            simulator.onArrival(3, () -> seen.add("third arrival"));
            simulator.onReply(2, () -> seen.add("second reply"));

            client.ask("a");
            assertThatThrownBy(() -> client.ask("b")).isInstanceOf(IOException.class);
            client.ask("c");
            simulator.awaitReplies(2, SOON);
            client.ask("d");

            assertThat(seen)
                    .containsSubsequence(
                            "arrival 1",
                            "reply 1",
                            "arrival 2",
                            "arrival 3",
                            "third arrival",
                            "reply 2",
                            "second reply",
                            "arrival 4");
        }
    }

    @Test
    void failureOfAHookIsToldAtTheEnd() throws Exception {
        ProviderSimulator simulator = ProviderSimulator.start();
        simulator.onArrival(1, () -> {
            throw new IllegalArgumentException("wrong test");
        });

        new SimulatorClient(simulator, Format.OPENAI).ask("a");

        assertThatThrownBy(simulator::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("wrong test");
    }

    @Test
    void waitThatIsNotFulfilledFailsWithWhatThereWas() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            assertThatThrownBy(() -> simulator.awaitCalls(1, Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("there were 0 calls");
        }
    }

    @Test
    void ownAnswerOfAFieldIsMadeFromTheItemsFields() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .answering("tldr", fields -> "echo " + fields.get("topic"))
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            List<JsonNode> results = client.results(client.ask("alpha"));

            assertThat(results.get(0).path("tldr").asString()).isEqualTo("echo alpha");
        }
    }

    @Test
    void requestWithoutItemsIsRefusedAndNoted() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            HttpResponse<String> response = new SimulatorClient(simulator, Format.OPENAI).ask();

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(simulator.ledger().ended("unreadable")).isEqualTo(1);
        }
    }

    @Test
    void chunkedRequestsOnOneConnectionAreRead() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            String json = "{\"messages\":[{\"role\":\"user\",\"content\":\"{\\\"items\\\":[{\\\"id\\\":\\\"x\\\","
                    + "\\\"t\\\":\\\"chunk\\\"}]}\"}]}";
            String request = "POST /chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(10) + "\r\n" + json.substring(0, 10) + "\r\n"
                    + Integer.toHexString(json.length() - 10) + "\r\n" + json.substring(10) + "\r\n0\r\n\r\n";

            socket.getOutputStream().write((request + request).getBytes(StandardCharsets.US_ASCII));
            simulator.awaitReplies(2, SOON);

            assertThat(simulator.ledger().timesAnswered("chunk")).isEqualTo(2);
        }
    }

    @Test
    void clientThatDiesInAnArrivalHookIsNotAnswered() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            simulator.onArrival(1, () -> closeUnchecked(socket));
            String json = "{\"messages\":[{\"role\":\"user\",\"content\":\"{\\\"items\\\":[{\\\"id\\\":\\\"x\\\","
                    + "\\\"t\\\":\\\"lost\\\"}]}\"}]}";

            socket.getOutputStream()
                    .write(("POST /chat/completions HTTP/1.1\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                            .getBytes(StandardCharsets.US_ASCII));
            simulator.awaitCalls(1, SOON);
            simulator.awaitInFlight(0, SOON);

            assertThat(simulator.ledger().ended("client_gone")).isEqualTo(1);
            assertThat(simulator.ledger().timesAsked("lost")).isEqualTo(1);
            assertThat(simulator.ledger().timesAnswered("lost")).isZero();
        }
    }

    private static void closeUnchecked(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void startsByHandAsAProcess() throws Exception {
        try (EnricherProcess process = EnricherProcess.in(Path.of("."))
                .program("-cp", System.getProperty("java.class.path"), ProviderSimulator.class.getName())
                .arguments("port=0", "fault=server-error:POISON", "rpm=100")
                .start()) {
            process.awaitStdout("OPENAI_BASE_URL=http://127.0.0.1:[1-9][0-9]*/v1\n", SOON);

            process.terminate();

            assertThat(process.waitFor(SOON).exitCode()).isEqualTo(143);
        }
    }

    @Test
    void wrongWordOnTheCommandLineIsNamed() throws Exception {
        try (EnricherProcess process = EnricherProcess.in(Path.of("."))
                .program("-cp", System.getProperty("java.class.path"), ProviderSimulator.class.getName())
                .arguments("latencey=3")
                .start()) {
            EnricherProcess.Finished finished = process.waitFor(SOON);

            assertThat(finished.exitCode()).isEqualTo(2);
            assertThat(finished.stderr()).contains("unknown: latencey");
        }
    }
}
