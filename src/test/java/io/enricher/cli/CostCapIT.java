package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.Fault;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A run whose cap is half of what it needs: whatever is killed in between, the provider never charges more than the cap,
 * the rows done so far are written, and a higher cap finishes the run.
 */
@Timeout(600)
class CostCapIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final List<Topic> TOPICS = Topic.many(500);
    private static final int THREADS = 4;
    private static final int BATCH = 20;
    private static final int KILLED = 137;
    private static final int NOT_NOW = 75;

    // Input costs more than output, or else what a call may cost at most is far from what it does cost.
    private static final BigDecimal INPUT = new BigDecimal("10");
    private static final BigDecimal OUTPUT = new BigDecimal("5");
    private static final String PRICES = "prices:\n  - {model: gpt-6-luna, input: 10, cached-input: 10, output: 5}\n";

    @TempDir
    Path folder;

    private enum Database {
        H2,
        POSTGRESQL
    }

    @ParameterizedTest
    @EnumSource
    void capIsHeldThroughKillsAndAHigherOneFinishesTheRun(Database database) throws Exception {
        BigDecimal cap = half(needed());
        Workplace workplace = workplace("capped");
        Optional<String> url = database == Database.POSTGRESQL
                ? Optional.of(EmbeddedPostgresServer.freshDatabase())
                : Optional.empty();
        try (ProviderSimulator simulator = wasteful()) {
            for (int call : List.of(9, 14)) {
                kill(workplace, simulator, url, cap, call);
                assertThat(charged(simulator)).as("killed at call %d", call).isLessThanOrEqualTo(cap);
            }

            CommandRun capped = run(workplace, simulator, url, cap);

            assertThat(capped.exitCode()).as(capped.everything()).isEqualTo(NOT_NOW);
            assertThat(charged(simulator)).isBetween(half(cap), cap);
            assertPartialOutput(workplace, capped);
            assertThat(workplace
                            .summary()
                            .path("cost")
                            .path("possiblyChargedUsd")
                            .decimalValue())
                    .as("of calls that were killed")
                    .isPositive();

            assertThat(run(workplace, simulator, url, cap).exitCode()).isEqualTo(NOT_NOW);
            assertThat(charged(simulator)).isLessThanOrEqualTo(cap);
            assertThat(partial(workplace)).exists();

            CommandRun raised = run(workplace, simulator, url, capThatWouldDo(capped));

            assertThat(raised.exitCode()).as(raised.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(partial(workplace)).doesNotExist();
            long twice = simulator.ledger().timesAnswered().values().stream()
                    .mapToLong(times -> times - 1)
                    .sum();
            assertThat(twice).as("answers paid twice").isLessThanOrEqualTo(2L * THREADS * BATCH);
        }
    }

    @Test
    void summaryAndLedgerAgreeWithTheProvider() throws Exception {
        Workplace workplace = workplace("agreeing");
        try (ProviderSimulator simulator = wasteful()) {
            CommandRun run = run(workplace, simulator, Optional.empty(), new BigDecimal("1000"));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            JsonNode cost = workplace.summary().path("cost");
            assertThat(cost.path("actualUsd").decimalValue()).isEqualByComparingTo(charged(simulator));
            assertThat(cost.has("possiblyChargedUsd")).isFalse();
        }
    }

    /** What the run costs without a cap, by the simulator's own ledger. */
    private BigDecimal needed() throws Exception {
        try (ProviderSimulator simulator = wasteful()) {
            CommandRun free = run(workplace("uncapped"), simulator, Optional.empty(), new BigDecimal("1000"));
            assertThat(free.exitCode()).as(free.everything()).isZero();
            return charged(simulator);
        }
    }

    /** Only small prompts are answered: the run needs several times what the plan says at least. */
    private static ProviderSimulator wasteful() {
        return ProviderSimulator.builder()
                .latency(Latency.of(Duration.ofMillis(20), Duration.ofMillis(1)))
                .rule(When.itemsAtLeast(4), Fault.ALL_MISSING)
                .start();
    }

    private static BigDecimal charged(ProviderSimulator simulator) {
        return simulator.ledger().calls().stream()
                .filter(call -> call.completionTokens() > 0)
                .map(CostCapIT::costOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal costOf(Call call) {
        return INPUT.multiply(BigDecimal.valueOf(call.promptTokens()))
                .add(OUTPUT.multiply(BigDecimal.valueOf(call.completionTokens())))
                .movePointLeft(6);
    }

    private static BigDecimal half(BigDecimal amount) {
        return amount.divide(BigDecimal.valueOf(2), 6, RoundingMode.DOWN);
    }

    private static BigDecimal capThatWouldDo(CommandRun capped) {
        Matcher named = Pattern.compile("--enricher\\.max-cost=([0-9.]+[0-9])").matcher(capped.out());
        assertThat(named.find()).as(capped.everything()).isTrue();
        return new BigDecimal(named.group(1));
    }

    private void kill(Workplace workplace, ProviderSimulator simulator, Optional<String> url, BigDecimal cap, int call)
            throws InterruptedException {
        int before = simulator.ledger().calls().size();
        try (EnricherProcess process = program(workplace, simulator, url, cap).start()) {
            simulator.onArrival(before + call, process::kill9);
            assertThat(process.waitFor(LONG).exitCode()).isEqualTo(KILLED);
        }
        simulator.awaitInFlight(0, LONG);
    }

    private static CommandRun run(
            Workplace workplace, ProviderSimulator simulator, Optional<String> url, BigDecimal cap)
            throws InterruptedException {
        return CommandRun.of(program(workplace, simulator, url, cap));
    }

    private static EnricherProcess.Builder program(
            Workplace workplace, ProviderSimulator simulator, Optional<String> url, BigDecimal cap) {
        List<String> arguments = new ArrayList<>(List.of(
                "input=topics.csv",
                // Smaller prompts would cost more instructions than the plan of the next start allows under the cap.
                "batch-size=" + BATCH,
                "--enricher.pricing=prices.yml",
                "--enricher.concurrency=" + THREADS,
                "--enricher.max-cost=" + cap.toPlainString()));
        url.ifPresent(jdbc -> arguments.add("--spring.datasource.url=" + jdbc));
        return workplace
                .program(Wire.OPENAI, simulator, arguments.toArray(String[]::new))
                .shortLived();
    }

    private Workplace workplace(String name) throws IOException {
        Workplace workplace = new Workplace(Files.createDirectories(folder.resolve(name)));
        workplace.writeInput(TOPICS);
        workplace.write("prices.yml", PRICES);
        return workplace;
    }

    private static Path partial(Workplace workplace) {
        return workplace.enriched().resolveSibling("topics.partial.enriched.csv");
    }

    /** Rows that were asked, in the input's order, all with their own answers; the whole output is not there. */
    private static void assertPartialOutput(Workplace workplace, CommandRun capped) {
        List<Map<String, String>> rows = Workplace.rows(partial(workplace));
        List<String> topics = rows.stream().map(row -> row.get("topic")).toList();
        assertThat(topics)
                .isNotEmpty()
                .isEqualTo(TOPICS.stream()
                        .map(Topic::topic)
                        .filter(topics::contains)
                        .toList());
        assertThat(rows).allSatisfy(row -> {
            Topic topic = TOPICS.stream()
                    .filter(candidate -> candidate.topic().equals(row.get("topic")))
                    .findFirst()
                    .orElseThrow();
            assertThat(row)
                    .containsEntry("enrichment_status", "ok")
                    .containsEntry("tldr", topic.tldr())
                    .containsEntry("challenge", topic.challenge());
        });
        assertThat(workplace.enriched()).doesNotExist();
        assertThat(workplace.enriched().getParent()).isDirectoryNotContaining("glob:**.part");
        assertThat(capped.out())
                .contains("topics.partial.enriched.csv")
                .contains("enriched=" + rows.size() + " ")
                .contains("failed=0");
        assertThat(workplace.summary().path("partialOutputs").size()).isOne();
        assertThat(workplace.enriched().resolveSibling("topics.report.html"))
                .content()
                .contains("Done so far", "topics.partial.enriched.csv");
        assertThat(Arrays.asList("FAILED", "STOPPED"))
                .contains(workplace.summary().path("status").asString());
    }
}
