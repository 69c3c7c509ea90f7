package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.RunTables;
import io.enricher.domain.ModelCall;
import io.enricher.testing.Call;
import io.enricher.testing.Ledger;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds a run that has ended against what the provider knows of it: whether every row is there with its own answer or
 * its reason, and whether the ledger of calls says what was sent, answered and billed.
 */
final class Audit {

    private static final String CANARY = "ping";

    /** A call that was sent before a thread had read the reply that asks for the pause. */
    private static final Duration UNDERWAY = Duration.ofMillis(500);

    private static final BigDecimal INPUT_PRICE = BigDecimal.ONE;
    private static final BigDecimal OUTPUT_PRICE = new BigDecimal(2);

    private final Workplace workplace;
    private final Wire wire;
    private final List<Topic> topics;
    private final Ledger provider;
    private final RunTables tables;

    /** @param topics the rows of the input, no two alike */
    Audit(Workplace workplace, Wire wire, List<Topic> topics, Ledger provider) {
        this.workplace = workplace;
        this.wire = wire;
        this.topics = topics;
        this.provider = provider;
        this.tables = RunTables.in(workplace.folder());
    }

    /** A price file by which {@link #assertCostsAreTheTokensOfTheCalls} reckons, for {@code model=priced}. */
    static Path prices(Workplace workplace) {
        return workplace.write(
                "prices.yml",
                "prices:\n  - { model: priced, from: 2020-01-01, input: " + INPUT_PRICE
                        + ", cached-input: 0.1, output: " + OUTPUT_PRICE + " }\n");
    }

    /** All that holds of any run that nobody killed. */
    void assertSound() {
        assertEveryRowIsDecided();
        assertNothingIsAnsweredTwice();
        assertEveryCallIsInTheLedger();
        assertCostsAreTheTokensOfTheCalls();
        assertNoCallBeforeRetryAfterHasPassed();
    }

    /**
     * Rows in are rows out, in order, each with its own answer or failed for a reason that it met; one whose valid
     * answer was written is ok.
     */
    void assertEveryRowIsDecided() {
        workplace.assertRowsHaveTheirOwnAnswers(topics);
        Map<String, String> failed = workplace.failedRows();
        for (Topic topic : topics) {
            if (failed.containsKey(topic.topic())) {
                assertThat(provider.timesAnswered(topic.text()))
                        .as("answers of %s, which failed", topic.topic())
                        .isZero();
                assertReasonIsTrue(topic, failed.get(topic.topic()));
            }
        }
        JsonNode rows = workplace.summary().path("rows");
        assertThat(rows.path("total").asInt()).isEqualTo(topics.size());
        assertThat(rows.path("failed").asInt()).isEqualTo(failed.size());
        assertThat(rows.path("enriched").asInt()).isEqualTo(topics.size() - failed.size());
    }

    /** By the last that happened to it. */
    private void assertReasonIsTrue(Topic topic, String error) {
        List<Call> calls = provider.calls().stream()
                .filter(call -> call.itemTexts().contains(topic.text()))
                .toList();
        Call last = calls.get(calls.size() - 1);
        assertThat(last.items()).as(topic.topic() + " failed alone").isOne();
        assertThat(FaultSpec.reasons(last.outcome(), wire))
                .as(topic.topic() + " after " + last.outcome() + ": " + error)
                .anyMatch(error::startsWith);
    }

    /** No fault explains a second bill: an answer that was written in full is kept. */
    void assertNothingIsAnsweredTwice() {
        Map<String, Integer> answered = new TreeMap<>(provider.timesAnswered());
        answered.remove(CANARY);
        answered.values().removeIf(times -> times == 1);
        assertThat(answered).as("items answered more than once").isEmpty();
    }

    /** One row for each call, which says how it ended, for how many items, and with which tokens. */
    void assertEveryCallIsInTheLedger() {
        List<Call> calls = provider.calls();
        Map<String, Long> expected = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> FaultSpec.status(call.outcome(), wire), TreeMap::new, Collectors.counting()));
        assertThat(countsByStatus()).isEqualTo(expected);
        assertThat(number("sum(items)"))
                .as("rows asked, with every attempt")
                .isEqualTo(calls.stream().mapToLong(Call::items).sum());
        assertThat(number("sum(input_tokens)"))
                .isEqualTo(billed().stream().mapToLong(Call::promptTokens).sum());
        assertThat(number("sum(output_tokens)"))
                .isEqualTo(billed().stream().mapToLong(Call::completionTokens).sum());
        assertThat(workplace.summary().at("/calls/total").asInt()).isEqualTo(calls.size());
    }

    /** The price of every call whose tokens were reported; unknown where they were not. */
    void assertCostsAreTheTokensOfTheCalls() {
        BigDecimal cost = billed().stream().map(Audit::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(tables.strings("select coalesce(sum(cost_usd), 0) from model_call")
                        .get(0)))
                .isEqualByComparingTo(cost);
        long unreported = provider.calls().stream().filter(Audit::withoutUsage).count();
        assertThat(number("count(case when cost_usd is null then 1 end)"))
                .as("calls of unknown cost")
                .isEqualTo(unreported);
        assertThat(workplace.summary().at("/cost/actualUsd").isNull()).isEqualTo(unreported > 0);
    }

    /** The purse, by the provider's own count: whatever it generated is billed, whether or not it got to us. */
    void assertSpentAtMost(BigDecimal cap) {
        assertThat(provider.calls().stream()
                        .filter(call -> call.completionTokens() > 0)
                        .map(Audit::price)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isLessThanOrEqualTo(cap);
    }

    void assertNoCallBeforeRetryAfterHasPassed() {
        assertThat(provider.callsBeforeRetryAfterPassed())
                .as("for the same rows")
                .isEmpty();
        assertThat(provider.callsDuringPauses(UNDERWAY)).as("for any row").isEmpty();
    }

    private Map<String, Long> countsByStatus() {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : tables.strings("select status || ' ' || count(*) from model_call group by status")) {
            int blank = line.indexOf(' ');
            counts.put(line.substring(0, blank), Long.parseLong(line.substring(blank + 1)));
        }
        return counts;
    }

    private long number(String expression) {
        return tables.count("select coalesce(" + expression + ", 0) from model_call");
    }

    /** Calls that brought a reply with its tokens. */
    private List<Call> billed() {
        return provider.calls().stream()
                .filter(call -> FaultSpec.status(call.outcome(), wire).equals(ModelCall.OK))
                .filter(call -> !withoutUsage(call))
                .toList();
    }

    private static boolean withoutUsage(Call call) {
        return call.outcome().equals("no_usage");
    }

    private static BigDecimal price(Call call) {
        return INPUT_PRICE
                .multiply(BigDecimal.valueOf(call.promptTokens()))
                .add(OUTPUT_PRICE.multiply(BigDecimal.valueOf(call.completionTokens())))
                .movePointLeft(6);
    }
}
