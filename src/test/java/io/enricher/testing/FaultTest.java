package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.testing.SimulatorClient.Format;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each fault looks like on the wire. */
class FaultTest {

    private static final String[] TEXTS = {"alpha one two", "beta one two", "gamma one two", "delta one two"};
    private static final Duration SOON = Duration.ofSeconds(10);

    static Stream<Arguments> errors() {
        return Stream.of(
                error(Fault.BAD_REQUEST, 400, "invalid_value", 400, "INVALID_ARGUMENT"),
                error(
                        Fault.CONTEXT_LENGTH,
                        400,
                        "context_length_exceeded",
                        400,
                        "exceeds the maximum number of tokens"),
                error(Fault.OUTPUT_LIMIT, 400, "completion tokens", 400, "maxOutputTokens value"),
                error(Fault.PROMPT_BLOCKED, 400, "content_filter", 200, "blockReason"),
                error(Fault.UNAUTHORIZED, 401, "sk-test-************cdef", 400, "API_KEY_INVALID"),
                error(Fault.FORBIDDEN, 403, "unsupported_country", 403, "PERMISSION_DENIED"),
                error(Fault.NOT_FOUND, 404, "model_not_found", 404, "models/gemini-test is not found"),
                error(Fault.REQUEST_TIMEOUT, 408, "timed out", 408, "DEADLINE_EXCEEDED"),
                error(Fault.CONFLICT, 409, "conflict", 409, "ABORTED"),
                error(Fault.UNPROCESSABLE, 422, "invalid_value", 422, "INVALID_ARGUMENT"),
                error(Fault.RATE_LIMITED, 429, "rate_limit_exceeded", 429, "RESOURCE_EXHAUSTED"),
                error(Fault.RATE_LIMITED_SECONDS, 429, "rate_limit_exceeded", 429, "PerMinute"),
                error(Fault.RATE_LIMITED_MILLIS, 429, "rate_limit_exceeded", 429, "PerMinute"),
                error(Fault.RATE_LIMITED_DATE, 429, "rate_limit_exceeded", 429, "PerMinute"),
                error(Fault.RATE_LIMITED_RETRY_DELAY, 429, "rate_limit_exceeded", 429, "\"retryDelay\":\"1s\""),
                error(Fault.QUOTA_SPENT, 429, "insufficient_quota", 429, "PerDay"),
                error(Fault.SERVER_ERROR, 500, "server_error", 500, "INTERNAL"),
                error(Fault.BAD_GATEWAY, 502, "server_error", 502, "UNAVAILABLE"),
                error(Fault.UNAVAILABLE, 503, "overloaded", 503, "UNAVAILABLE"),
                error(Fault.UNAVAILABLE_SECONDS, 503, "overloaded", 503, "UNAVAILABLE"),
                error(Fault.OVERLOADED, 529, "overloaded", 503, "overloaded"),
                error(Fault.HTML_UNAVAILABLE, 503, "<!DOCTYPE html>", 503, "<!DOCTYPE html>"));
    }

    private static Arguments error(Fault fault, int openAi, String openAiBody, int gemini, String geminiBody) {
        return Arguments.of(fault, openAi, openAiBody, gemini, geminiBody);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void errorHasTheStatusAndBodyOfItsProvider(
            Fault fault, int openAiStatus, String openAiBody, int geminiStatus, String geminiBody) throws Exception {
        try (ProviderSimulator simulator = with(fault)) {
            HttpResponse<String> openAi = new SimulatorClient(simulator, Format.OPENAI).ask(TEXTS);
            HttpResponse<String> gemini = new SimulatorClient(simulator, Format.GEMINI).ask(TEXTS);

            assertThat(openAi.statusCode()).isEqualTo(openAiStatus);
            assertThat(openAi.body()).contains(openAiBody).doesNotContain(SimulatorClient.KEY);
            assertThat(gemini.statusCode()).isEqualTo(geminiStatus);
            assertThat(gemini.body()).contains(geminiBody).doesNotContain(SimulatorClient.KEY);
            assertThat(simulator.ledger().ended(word(fault))).isEqualTo(2);
            assertThat(simulator.ledger().timesAnswered()).isEmpty();
            assertThat(simulator.ledger().billedTokens()).isZero();
        }
    }

    @Test
    void everyErrorIsInTheTable() {
        assertThat(errors().map(row -> row.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Fault.values())
                        .filter(fault -> fault.kind() == Fault.Kind.ERROR)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void waitIsToldInTheNotationOfTheFault(Format format) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);
            Duration wait = Duration.ofMillis(2_300);

            simulator.setRules(Rule.of(
                    When.always(), Then.fault(Fault.RATE_LIMITED_SECONDS).lasting(wait)));
            assertThat(client.ask(TEXTS).headers().firstValue("retry-after")).contains("3");

            simulator.setRules(
                    Rule.of(When.always(), Then.fault(Fault.UNAVAILABLE_SECONDS).lasting(wait)));
            assertThat(client.ask(TEXTS).headers().firstValue("retry-after")).contains("3");

            simulator.setRules(
                    Rule.of(When.always(), Then.fault(Fault.RATE_LIMITED_MILLIS).lasting(wait)));
            assertThat(client.ask(TEXTS).headers().firstValue("retry-after-ms")).contains("2300");

            simulator.setRules(
                    Rule.of(When.always(), Then.fault(Fault.RATE_LIMITED_DATE).lasting(wait)));
            HttpResponse<String> dated = client.ask(TEXTS);
            assertThat(Duration.between(date(dated, "date"), date(dated, "retry-after")))
                    .hasSeconds(3);

            simulator.setRules(Rule.of(
                    When.always(), Then.fault(Fault.RATE_LIMITED_RETRY_DELAY).lasting(wait)));
            HttpResponse<String> delayed = client.ask(TEXTS);
            if (format == Format.GEMINI) {
                assertThat(delayed.body()).contains("\"retryDelay\":\"2.3s\"");
                assertThat(delayed.headers().map()).doesNotContainKeys("retry-after", "retry-after-ms");
            } else {
                assertThat(delayed.headers().firstValue("retry-after-ms")).contains("2300");
            }

            assertThat(simulator.ledger().calls())
                    .extracting(call -> call.retryAfter().orElseThrow().toMillis())
                    .containsExactly(3_000L, 3_000L, 2_300L, 3_000L, 2_300L);
        }
    }

    private static ZonedDateTime date(HttpResponse<String> response, String header) {
        return ZonedDateTime.parse(
                response.headers().firstValue(header).orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "RESET_IN_BODY"})
    void resetReachesTheClientAsABrokenSocket(Fault fault) throws Exception {
        assertThat(rootCauseOf(fault, Format.OPENAI))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(rootCauseOf(fault, Format.GEMINI))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSE", "CLOSE_IN_BODY"})
    void closeReachesTheClientAsAnEarlyEnd(Fault fault) throws Exception {
        assertThat(rootCauseOf(fault, Format.OPENAI)).isInstanceOf(EOFException.class);
        assertThat(rootCauseOf(fault, Format.GEMINI)).isInstanceOf(EOFException.class);
    }

    private static Throwable rootCauseOf(Fault fault, Format format) throws Exception {
        try (ProviderSimulator simulator = with(fault)) {
            Throwable failure = catchThrowable(() -> new SimulatorClient(simulator, format).ask(TEXTS));

            simulator.awaitInFlight(0, SOON);
            assertThat(failure).isInstanceOf(IOException.class);
            assertThat(simulator.ledger().ended(word(fault))).isEqualTo(1);
            assertThat(simulator.ledger().timesAnswered()).isEmpty();
            return Throwables.getRootCause(failure);
        }
    }

    @Test
    void hangingCallEndsWhenTheClientGivesUp() throws Exception {
        try (ProviderSimulator simulator = with(Fault.HANG)) {
            CompletableFuture<HttpResponse<String>> call =
                    new SimulatorClient(simulator, Format.OPENAI).askInBackground(TEXTS);
            simulator.awaitInFlight(1, SOON);

            call.cancel(true);

            simulator.awaitInFlight(0, SOON);
            assertThat(simulator.ledger().ended("hang")).isEqualTo(1);
        }
    }

    @Test
    void slowBodyTricklesInAndIsCompleteInTheEnd() throws Exception {
        Duration time = Duration.ofMillis(600);
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .rule(When.always(), Then.fault(Fault.SLOW_BODY).lasting(time))
                .start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);

            HttpResponse<String> response = client.ask(TEXTS);

            assertThat(client.results(response)).hasSize(4);
            assertThat(simulator.ledger().calls().get(0).duration()).isGreaterThanOrEqualTo(time);
            assertThat(simulator.ledger().timesAnswered()).hasSize(4);
        }
    }

    @Test
    void slowBodyThatTheClientDoesNotWaitForIsNoAnswer() throws Exception {
        try (ProviderSimulator simulator = with(Fault.SLOW_BODY)) {
            CompletableFuture<HttpResponse<String>> call =
                    new SimulatorClient(simulator, Format.OPENAI).askInBackground(TEXTS);
            simulator.awaitInFlight(1, SOON);

            call.cancel(true);

            simulator.awaitInFlight(0, SOON);
            assertThat(simulator.ledger().ended(Call.CLIENT_GONE)).isEqualTo(1);
            assertThat(simulator.ledger().timesAnswered()).isEmpty();
            assertThat(simulator.ledger().billedTokens()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void brokenBodyComesWithStatus200(Format format) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            assertThat(bodyOf(Fault.EMPTY_BODY, simulator, client)).isEmpty();
            assertThat(bodyOf(Fault.EMPTY_OBJECT, simulator, client)).isEqualTo("{}");
            assertThat(bodyOf(Fault.HTML_BODY, simulator, client)).startsWith("<!DOCTYPE html>");
            assertThat(bodyOf(Fault.TRUNCATED_BODY, simulator, client))
                    .startsWith("{")
                    .doesNotEndWith("}");
            assertThat(simulator.ledger().timesAnswered()).isEmpty();
        }
    }

    private static String bodyOf(Fault fault, ProviderSimulator simulator, SimulatorClient client) throws Exception {
        simulator.setRules(Rule.of(When.always(), fault));
        HttpResponse<String> response = client.ask(TEXTS);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Every fault of the answer: which items still have their right answer in what was written, and the ledger's word. */
    @ParameterizedTest
    @MethodSource("answerFaults")
    void ledgerCountsAsAnsweredWhatIsValidInTheReply(Fault fault, Format format) throws Exception {
        try (ProviderSimulator simulator = with(fault)) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            HttpResponse<String> response = client.ask(TEXTS);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(simulator.ledger().calls().get(0).answeredItemTexts())
                    .isEqualTo(rightAnswersIn(client.content(response).asString("")));
            assertThat(simulator.ledger().ended(word(fault))).isEqualTo(1);
        }
    }

    static Stream<Arguments> answerFaults() {
        return Stream.of(Fault.values())
                .filter(fault -> fault.kind() == Fault.Kind.ANSWER)
                .flatMap(fault -> Stream.of(Format.values()).map(format -> Arguments.of(fault, format)));
    }

    /** An independent, deliberately simple reading: every complete flat object, by id, equal to what must be answered. */
    private static Set<String> rightAnswersIn(String content) {
        List<JsonNode> elements = new ArrayList<>();
        Pattern.compile("\\{\"id\":[^{}]*(\\{[^{}]*\\}[^{}]*)?\\}")
                .matcher(content)
                .results()
                .forEach(found -> elements.add(JsonMapper.shared().readTree(found.group())));
        Set<String> right = new HashSet<>();
        for (int i = 0; i < TEXTS.length; i++) {
            String id = Integer.toString(i + 1);
            List<JsonNode> ofItem = elements.stream()
                    .filter(element -> element.path("id").asString("").equals(id))
                    .distinct()
                    .toList();
            var expected = JsonMapper.shared().createObjectNode().put("id", id);
            expected.setAll(SchemaAnswers.expectedAnswer(SimulatorClient.SCHEMA, TEXTS[i]));
            if (ofItem.size() == 1 && sameFields(ofItem.get(0), expected)) {
                right.add(TEXTS[i]);
            }
        }
        return right;
    }

    private static boolean sameFields(JsonNode element, JsonNode expected) {
        return element.size() == expected.size()
                && element.path("tldr").equals(expected.path("tldr"))
                && element.path("challenge").equals(expected.path("challenge"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CODE_FENCES", "PROSE_AROUND", "DUPLICATE_SAME", "EXTRA_ID", "REVERSED", "SHUFFLED", "BARE_ARRAY"})
    void harmlessOddityHoldsAllAnswersInAnotherText(Fault fault) throws Exception {
        try (ProviderSimulator simulator = with(fault);
                ProviderSimulator good = ProviderSimulator.start()) {
            SimulatorClient client = new SimulatorClient(simulator, Format.OPENAI);
            SimulatorClient goodClient = new SimulatorClient(good, Format.OPENAI);

            JsonNode content = client.content(client.ask(TEXTS));

            assertThat(simulator.ledger().timesAnswered()).hasSize(4);
            assertThat(content).isNotEqualTo(goodClient.content(goodClient.ask(TEXTS)));
        }
    }

    @Test
    void cutAnswerKeepsItsFirstHalfAndSaysWhy() throws Exception {
        try (ProviderSimulator simulator = with(Fault.CUT_AT_TOKEN)) {
            SimulatorClient openAi = new SimulatorClient(simulator, Format.OPENAI);
            SimulatorClient gemini = new SimulatorClient(simulator, Format.GEMINI);

            assertThat(openAi.finish(openAi.ask(TEXTS))).isEqualTo("length");
            assertThat(gemini.finish(gemini.ask(TEXTS))).isEqualTo("MAX_TOKENS");
            assertThat(simulator.ledger().calls().get(0).answeredItemTexts())
                    .containsExactlyInAnyOrder(TEXTS[0], TEXTS[1]);
        }
    }

    @Test
    void refusalAndFilterHaveTheWordsOfTheirProvider() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            SimulatorClient openAi = new SimulatorClient(simulator, Format.OPENAI);
            SimulatorClient gemini = new SimulatorClient(simulator, Format.GEMINI);

            simulator.setRules(Rule.of(When.always(), Fault.REFUSAL));
            HttpResponse<String> refused = openAi.ask(TEXTS);
            assertThat(refused.body()).contains("\"content\":null", "\"refusal\":\"I'm sorry");
            assertThat(openAi.finish(refused)).isEqualTo("stop");

            simulator.setRules(Rule.of(When.always(), Fault.CONTENT_FILTER));
            assertThat(openAi.finish(openAi.ask(TEXTS))).isEqualTo("content_filter");
            assertThat(gemini.finish(gemini.ask(TEXTS))).isEqualTo("SAFETY");

            simulator.setRules(Rule.of(When.always(), Fault.NULL_CONTENT));
            assertThat(openAi.ask(TEXTS).body()).contains("\"content\":null", "\"refusal\":null");
            assertThat(gemini.ask(TEXTS).body()).contains("\"content\":{\"role\":\"model\"}");

            simulator.setRules(Rule.of(When.always(), Fault.NO_CANDIDATE));
            assertThat(openAi.ask(TEXTS).body()).contains("\"choices\":[]");
            assertThat(gemini.ask(TEXTS).body()).doesNotContain("candidates\":");

            simulator.setRules(Rule.of(When.always(), Fault.NO_USAGE));
            assertThat(openAi.ask(TEXTS).body()).doesNotContain("usage");
            assertThat(gemini.ask(TEXTS).body()).doesNotContain("usageMetadata");

            simulator.setRules(Rule.of(When.always(), Fault.NO_FINISH_REASON));
            assertThat(openAi.ask(TEXTS).body()).doesNotContain("finish_reason");
            assertThat(gemini.ask(TEXTS).body()).doesNotContain("finishReason");
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void poisonRowNeverGetsAnAnswerAndItsNeighboursDo(Format format) throws Exception {
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().poison("gamma").start()) {
            SimulatorClient client = new SimulatorClient(simulator, format);

            client.ask(TEXTS);
            client.ask(TEXTS[2]);

            assertThat(simulator.ledger().timesAnswered(TEXTS[2])).isZero();
            assertThat(simulator.ledger().timesAsked(TEXTS[2])).isEqualTo(2);
            assertThat(simulator.ledger().timesAnswered()).containsOnlyKeys(TEXTS[0], TEXTS[1], TEXTS[3]);
        }
    }

    private static ProviderSimulator with(Fault fault) {
        return ProviderSimulator.builder().rule(When.always(), fault).start();
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
