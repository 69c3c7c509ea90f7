package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.CallGroup;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.ModelCall;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallStatisticsTest extends StoreTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private CallLedger ledger;
    private CallStatistics statistics;

    @BeforeEach
    void create() {
        ledger = new CallLedger(dataSource, dialect);
        statistics = new CallStatistics(dataSource);
    }

    @Test
    void timelineTellsEachCallWhereItWasSentAndWhereItEnded() {
        record(0, 2_500, ModelCall.OK, 3, 16);
        record(1_200, 100, ModelCall.THROTTLED, 5, 16);
        record(1_300, 100, "server_error", 4, 11);
        record(60_000, 500, ModelCall.OK, 1, 12);

        CallTimeline timeline = statistics.timeline(RUN, Duration.ofSeconds(62));

        assertThat(timeline)
                .isEqualTo(new CallTimeline(
                        Duration.ofSeconds(1),
                        List.of(
                                step(0, 0, 0, 0, 3, 16),
                                step(1, 0, 1, 1, 5, 11),
                                step(2, 0, 0, 0, 0, 0),
                                step(60, 0, 0, 0, 1, 12))));
    }

    @Test
    void stepsGrowWithTheTimeThatTheRunWasActive() {
        record(0, 2_500, ModelCall.OK, 3, 16);

        assertThat(statistics.timeline(RUN, Duration.ofSeconds(5)).step()).isEqualTo(Duration.ofMillis(100));
        assertThat(statistics.timeline(RUN, Duration.ofMinutes(20)).step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(statistics.timeline(RUN, Duration.ofDays(30)).step()).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void latencyIsOfCallsWithAReplyAlone() {
        for (int i = 1; i <= 100; i++) {
            record(i * 1_000L, i * 10L, ModelCall.OK, 1, 1);
        }
        record(0, 60_000, "timeout", 1, 1);

        LatencyProfile latency = statistics.latency(RUN);

        assertThat(latency.calls()).isEqualTo(100);
        assertThat(latency.p50()).isBetween(Duration.ofMillis(500), Duration.ofMillis(510));
        assertThat(latency.p95()).isBetween(Duration.ofMillis(950), Duration.ofMillis(960));
        assertThat(latency.p99()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1_000));
        assertThat(latency.bars().stream().mapToLong(LatencyProfile.Bar::calls).sum())
                .isEqualTo(100);
        assertThat(latency.bars().get(0).from()).isLessThanOrEqualTo(10);
        assertThat(latency.bars().get(latency.bars().size() - 1).to()).isGreaterThan(1_000);
        for (int i = 1; i < latency.bars().size(); i++) {
            assertThat(latency.bars().get(i).from())
                    .isEqualTo(latency.bars().get(i - 1).to());
        }
    }

    @Test
    void runWithoutCallsHasNothingToTell() {
        assertThat(statistics.timeline(RUN, Duration.ofSeconds(5)).steps()).isEmpty();
        assertThat(statistics.latency(RUN)).isEqualTo(LatencyProfile.NONE);
        assertThat(statistics.groups(RUN)).isEmpty();
    }

    @Test
    void callsAreGroupedByHowTheyEnded() {
        record(0, 10, ModelCall.OK, 1, 1);
        record(0, 10, ModelCall.OK, 1, 1);
        record(0, 10, ModelCall.THROTTLED, 1, 1);

        assertThat(statistics.groups(RUN))
                .containsExactly(
                        new CallGroup(
                                ModelCall.OK, 2, new Usage(200, 80, 40, 10), Optional.of(new BigDecimal("0.002"))),
                        new CallGroup(
                                ModelCall.THROTTLED,
                                1,
                                new Usage(100, 40, 20, 5),
                                Optional.of(new BigDecimal("0.001"))));
    }

    @Test
    void factsOfARunComeBackInTheirOrderAndReplaceEarlierOnes() {
        RunFacts facts = new RunFacts(dataSource);
        facts.keep(RUN, Map.of(RunFacts.Kind.SETTING, Map.of("old", "1")));
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("z", "a\nb");
        columns.put("a", "");
        facts.keep(RUN, Map.of(RunFacts.Kind.COLUMN, columns));

        assertThat(facts.find(RUN, RunFacts.Kind.COLUMN)).containsExactlyEntriesOf(columns);
        assertThat(facts.find(RUN, RunFacts.Kind.SETTING)).isEmpty();
        assertThat(facts.find(OTHER_RUN, RunFacts.Kind.COLUMN)).isEmpty();
    }

    private static CallTimeline.Step step(
            int second, long answered, long throttled, long errors, int inFlight, int window) {
        return new CallTimeline.Step(NOON.plusSeconds(second), answered, throttled, errors, inFlight, window);
    }

    private void record(long sentAfterMillis, long tookMillis, String status, int inFlight, int window) {
        ledger.record(
                RUN,
                new ModelCall(
                        NOON.plusMillis(sentAfterMillis),
                        Duration.ofMillis(tookMillis),
                        Duration.ZERO,
                        inFlight,
                        window,
                        20,
                        1,
                        status,
                        OptionalInt.empty(),
                        "stop",
                        new Usage(100, 40, 20, 5),
                        Optional.of(new BigDecimal("0.001"))));
    }
}
