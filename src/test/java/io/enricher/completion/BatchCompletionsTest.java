package io.enricher.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.FinishReason;
import io.enricher.provider.Message;
import io.enricher.provider.ModelException;
import io.enricher.testing.Fault;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCompletionsTest {

    private enum Provider {
        OPENAI {
            @Override
            BatchCompletionsBuilder at(ProviderSimulator simulator) {
                return BatchCompletions.openAi("gpt-6-luna").baseUrl(URI.create(simulator.openAiBaseUrl()));
            }
        },
        GEMINI {
            @Override
            BatchCompletionsBuilder at(ProviderSimulator simulator) {
                return BatchCompletions.gemini("gemini-3.1-flash-lite").baseUrl(URI.create(simulator.geminiBaseUrl()));
            }
        };

        abstract BatchCompletionsBuilder at(ProviderSimulator simulator);

        BatchCompletionsBuilder of(ProviderSimulator simulator) {
            return at(simulator).key("sk-no-real-key");
        }
    }

    @ParameterizedTest
    @EnumSource
    void resultsComeInTheOrderOfTheConversationsAndNoMoreCallsAreInFlightThanAllowed(Provider provider)
            throws InterruptedException {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                        .latency(Latency.of(Duration.ofMillis(20), Duration.ZERO))
                        .start();
                BatchCompletions completions =
                        provider.of(simulator).concurrency(4).open()) {
            Completions done = completions.complete(questions(30));

            assertThat(done.results()).hasSize(30);
            for (int i = 0; i < 30; i++) {
                assertThat(done.results().get(i).text()).contains("Answer to: question " + i);
            }
            assertThat(done.results().get(0))
                    .isInstanceOfSatisfying(Completion.Answered.class, answer -> assertThat(answer.finishReason())
                            .isEqualTo(FinishReason.STOP));
            assertThat(simulator.ledger().calls()).hasSize(30);
            assertThat(simulator.ledger().maxInFlight()).isLessThanOrEqualTo(4);
            assertThat(done.usage().input()).isPositive();
            assertThat(done.usage().output())
                    .isEqualTo(done.results().stream()
                            .mapToLong(result ->
                                    ((Completion.Answered) result).usage().output())
                            .sum());
            assertThat(done.costUsd())
                    .hasValueSatisfying(cost -> assertThat(cost).isPositive());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConversationKeepsItsTurnsAndItsRules(Provider provider) throws InterruptedException {
        try (ProviderSimulator simulator =
                        ProviderSimulator.builder().recordBodies().start();
                BatchCompletions completions = provider.of(simulator)
                        .temperature(0.3)
                        .maxOutputTokens(77)
                        .open()) {
            Completion done = completions.complete(
                    Message.system("Be short."),
                    Message.user("What is 1 + 1?"),
                    Message.assistant("2"),
                    Message.user("And twice that?"));

            assertThat(done.text()).contains("Answer to: And twice that?");
            String body = simulator.ledger().calls().get(0).body().orElseThrow();
            assertThat(body).contains("Be short.", "0.3", "77");
            assertThat(body.indexOf("1 + 1")).isPositive().isLessThan(body.indexOf("And twice that?"));
            assertThat(body).containsAnyOf("\"assistant\"", "\"model\"");
            assertThat(body).doesNotContain("response_format").doesNotContain("responseJsonSchema");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsHasItsErrorAndTheOthersTheirAnswers(Provider provider) throws InterruptedException {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                        .rule(When.containing("question 3"), Fault.BAD_REQUEST)
                        .rule(When.firstAttempts(1), Fault.UNAVAILABLE)
                        .start();
                BatchCompletions completions = provider.of(simulator).open()) {
            Completions done = completions.complete(questions(6));

            assertThat(done.results().get(3))
                    .isInstanceOfSatisfying(Completion.Failed.class, failed -> assertThat(failed.error())
                            .isInstanceOf(ModelException.Rejected.class));
            assertThat(done.results().get(3).text()).isEmpty();
            assertThat(IntStream.of(0, 1, 2, 4, 5).mapToObj(done.results()::get))
                    .allSatisfy(result -> assertThat(result.text()).isPresent());
        }
    }

    @Test
    void aRefusedKeyIsNotTriedForEveryConversation() throws InterruptedException {
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                        .rule(When.always(), Fault.UNAUTHORIZED)
                        .start();
                BatchCompletions completions =
                        Provider.OPENAI.of(simulator).concurrency(1).open()) {
            Completions done = completions.complete(questions(20));

            assertThat(done.results()).hasSize(20).allSatisfy(result -> assertThat(result)
                    .isInstanceOfSatisfying(Completion.Failed.class, failed -> assertThat(failed.error())
                            .isInstanceOf(ProviderUnavailableException.class)));
            assertThat(simulator.ledger().calls()).hasSize(1);
        }
    }

    @Test
    void aConversationThatDoesNotEndWithTheUserIsRefusedBeforeAnythingIsSent() {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                BatchCompletions completions = Provider.OPENAI.of(simulator).open()) {
            List<List<Message>> conversations = new ArrayList<>(questions(3));
            conversations.add(List.of(Message.user("x"), Message.assistant("y")));

            assertThatThrownBy(() -> completions.complete(conversations))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("conversation 3 must end with a message of the user");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void closingGivesEveryConversationAnEnd() throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().rule(When.always(), Fault.HANG).start()) {
            BatchCompletions completions =
                    Provider.OPENAI.of(simulator).concurrency(2).open();
            CompletableFuture<Completions> done = CompletableFuture.supplyAsync(() -> {
                try {
                    return completions.complete(questions(10));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            simulator.awaitInFlight(2, Duration.ofSeconds(30));

            completions.close();

            assertThat(done.get(30, TimeUnit.SECONDS).results()).hasSize(10).allSatisfy(result -> assertThat(result)
                    .isInstanceOfSatisfying(Completion.Failed.class, failed -> assertThat(failed.error())
                            .isInstanceOf(ModelException.Aborted.class)));
            assertThat(simulator.ledger().calls()).hasSize(2);
        }
    }

    @Test
    void aReplySchemaIsSent() throws InterruptedException {
        try (ProviderSimulator simulator =
                        ProviderSimulator.builder().recordBodies().start();
                BatchCompletions completions = Provider.OPENAI
                        .of(simulator)
                        .replySchema("{\"type\":\"object\",\"properties\":{\"results\":{\"type\":\"array\",\"items\":"
                                + "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}}}}}}")
                        .open()) {
            completions.complete(Message.user("{\"items\":[{\"id\":\"a\"}]}"));

            assertThat(simulator.ledger().calls().get(0).body().orElseThrow()).contains("json_schema");
        }
    }

    private static List<List<Message>> questions(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> List.of(Message.user("question " + i)))
                .toList();
    }
}
