package io.enricher.store;

import static io.enricher.store.Items.NOON;
import static io.enricher.store.Items.call;
import static io.enricher.store.Items.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.domain.FailureReason;
import io.enricher.domain.ModelCall;
import io.enricher.domain.PastRun;
import io.enricher.domain.RunSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunHistoryTest extends StoreTest {

    private static final RunSummary.Rows ROWS = new RunSummary.Rows(50, 98, 1, 2, 3, 4);

    private RunHistory history;

    @BeforeEach
    void createHistory() {
        history = new RunHistory(dataSource, dialect);
    }

    private static NewRun newRun(String job, String output) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("model", "model-a");
        parts.put("input", "/in/a \"b\".csv");
        return new NewRun(job, output, "ab12", parts, "/in/a.csv", "roadmap", "openai", "model-a", NOON);
    }

    private void finish(long runId, RunStatus status) {
        history.finished(runId, status, ExitCode.OK, Duration.ofSeconds(1), ROWS, Optional.empty(), Optional.empty());
    }

    @Test
    void newRunIsStartedAndAllElseIsEmpty() {
        NewRun run = newRun("enrich", "/out/a.csv");

        long runId = history.create(run);

        assertThat(history.find(runId))
                .contains(new StoredRun(
                        runId,
                        run,
                        RunStatus.STARTED,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        RunSummary.Rows.NONE,
                        Optional.empty()));
        assertThat(history.find(runId).orElseThrow().run().identityParts().keySet())
                .containsExactly("model", "input");
        assertThat(history.find(runId + 1)).isEmpty();
    }

    @Test
    void finishedRunKeepsEverythingItsSummaryNeeds() {
        long runId = history.create(newRun("enrich", "/out/a.csv"));
        long other = history.create(newRun("enrich", "/out/b.csv"));
        StoredRun untouched = history.find(other).orElseThrow();

        history.planned(runId, Optional.of(new BigDecimal("0.0123")));
        history.planned(runId, Optional.of(new BigDecimal("0.0045")));
        history.finished(
                runId,
                RunStatus.FAILED,
                ExitCode.PROVIDER_UNAVAILABLE,
                Duration.ofMillis(1_500),
                ROWS,
                Optional.of(new BigDecimal("0.000000012345")),
                Optional.of("the provider \u0000 is gone"));

        StoredRun stored = history.find(runId).orElseThrow();
        assertThat(stored)
                .isEqualTo(new StoredRun(
                        runId,
                        newRun("enrich", "/out/a.csv"),
                        RunStatus.FAILED,
                        Optional.of(69),
                        stored.endedAt(),
                        Duration.ofMillis(1_500),
                        Optional.of(new BigDecimal("0.0123")),
                        Optional.of(new BigDecimal("0.000000012345")),
                        ROWS,
                        Optional.of("the provider \uFFFD is gone")));
        assertThat(stored.endedAt()).isPresent();
        assertThat(history.find(other)).contains(untouched);
    }

    @Test
    void resumedRunIsStartedAndHasNotEnded() {
        long runId = history.create(newRun("enrich", "/out/a.csv"));
        finish(runId, RunStatus.STOPPED);

        history.resumed(runId);
        StoredRun resumed = history.find(runId).orElseThrow();

        assertThat(resumed.status()).isEqualTo(RunStatus.STARTED);
        assertThat(resumed.exitCode()).isEmpty();
        assertThat(resumed.endedAt()).isEmpty();
    }

    @Test
    void completedRunStaysAsItIsWhateverGoesWrongAfterwards() {
        long runId = history.create(newRun("enrich", "/out/a.csv"));
        finish(runId, RunStatus.COMPLETED);
        StoredRun completed = history.find(runId).orElseThrow();

        boolean changed = history.finished(
                runId,
                RunStatus.FAILED,
                ExitCode.FAILED,
                Duration.ofSeconds(2),
                RunSummary.Rows.NONE,
                Optional.empty(),
                Optional.of("the connection broke"));

        assertThat(changed).isFalse();
        assertThat(history.find(runId)).contains(completed);
    }

    @Test
    void latestRunIsFoundByJobAndOutput() {
        history.create(newRun("enrich", "/out/a.csv"));
        long second = history.create(newRun("enrich", "/out/a.csv"));
        history.create(newRun("enrich", "/out/b.csv"));
        history.create(newRun("estimate", "/out/a.csv"));

        assertThat(history.latestOf("enrich", "/out/a.csv"))
                .map(StoredRun::runId)
                .contains(second);
        assertThat(history.latestOf("enrich", "/out/c.csv")).isEmpty();
    }

    @Test
    void unfinishedRunsAreThoseThatCanBeContinued() {
        long started = history.create(newRun("enrich", "/out/a.csv"));
        long failed = history.create(newRun("enrich", "/out/b.csv"));
        long stopped = history.create(newRun("enrich", "/out/c.csv"));
        long completed = history.create(newRun("enrich", "/out/d.csv"));
        long abandoned = history.create(newRun("enrich", "/out/e.csv"));
        finish(failed, RunStatus.FAILED);
        finish(stopped, RunStatus.STOPPED);
        finish(completed, RunStatus.COMPLETED);
        history.abandon(abandoned);
        history.abandon(completed);

        assertThat(history.unfinished()).extracting(StoredRun::runId).containsExactly(started, failed, stopped);
        assertThat(history.find(abandoned).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
        assertThat(history.find(completed).orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void oldRunsGoWithAllThatIsTheirsAndUnfinishedOnesStay() {
        WorkItems workItems = new WorkItems(dataSource, dialect);
        CallLedger ledger = new CallLedger(dataSource, dialect);
        RunFailures failures = new RunFailures(dataSource, dialect);
        long completed = history.create(newRun("enrich", "/out/a.csv"));
        long abandoned = history.create(newRun("enrich", "/out/b.csv"));
        long failed = history.create(newRun("enrich", "/out/c.csv"));
        for (long runId : List.of(completed, abandoned, failed)) {
            workItems.addPending(runId, items(1, 3));
            jdbc.update("insert into work_done (run_id, number) values (?, 2)", runId);
            ledger.record(runId, call(ModelCall.OK, 3, 1, Optional.empty()));
            failures.add(runId, List.of(new RunSummary.Failure(1, 2, FailureReason.REFUSED, "no")));
        }
        finish(completed, RunStatus.COMPLETED);
        finish(failed, RunStatus.FAILED);
        history.abandon(abandoned);

        assertThat(history.endedBefore(Instant.now().minus(1, ChronoUnit.DAYS))).isEmpty();
        List<StoredRun> old = history.endedBefore(Instant.now().plus(1, ChronoUnit.DAYS));
        old.forEach(run -> history.delete(run.runId()));

        assertThat(old).extracting(StoredRun::runId).containsExactly(completed, abandoned);
        assertThat(history.find(failed)).isPresent();
        for (String table : List.of("run", "work_item", "work_done", "model_call", "run_failure")) {
            assertThat(jdbc.queryForList("select distinct run_id from " + table, Long.class))
                    .as(table)
                    .containsExactly(failed);
        }
    }

    @Test
    void pastRunsAreListedNewestFirstWithTheCallsOfEach() {
        CallLedger ledger = new CallLedger(dataSource, dialect);
        WorkItems workItems = new WorkItems(dataSource, dialect);
        long first = history.create(newRun("enrich", "/out/a.csv"));
        long second = history.create(newRun("enrich", "/out/b.csv"));
        long third = history.create(newRun("enrich", "/out/c.csv"));
        history.create(newRun("estimate", "/out/c.csv"));
        finish(first, RunStatus.COMPLETED);
        finish(second, RunStatus.FAILED);
        ledger.record(first, call(ModelCall.OK, 20, 1, Optional.of(new BigDecimal("0.25"))));
        ledger.record(first, call(ModelCall.OK, 20, 1, Optional.of(new BigDecimal("0.5"))));
        ledger.record(second, call(ModelCall.OK, 20, 1, Optional.empty()));
        workItems.addPending(third, items(1, 4));
        jdbc.update("insert into work_done (run_id, number) values (?, 1)", third);
        jdbc.update("update work_item set state = 'DONE' where number <= 2"); // as earlier releases have it
        jdbc.update("update work_item set state = 'FAILED' where number = 3");

        List<PastRun> listed = history.latest("enrich", 10);

        assertThat(listed).extracting(PastRun::id).containsExactly(third, second, first);
        assertThat(listed).extracting(PastRun::calls).containsExactly(0L, 1L, 2L);
        assertThat(listed)
                .extracting(PastRun::costUsd)
                .containsExactly(
                        Optional.of(new BigDecimal("0")), Optional.empty(), Optional.of(new BigDecimal("0.75")));
        assertThat(listed.get(0).rows()).as("so far").isEqualTo(new RunSummary.Rows(0, 2, 0, 0, 1, 0));
        assertThat(listed.get(2).rows()).isEqualTo(ROWS);
        assertThat(history.latest("enrich", 2)).extracting(PastRun::id).containsExactly(third, second);
        assertThat(history.past("enrich", first)).contains(listed.get(2));
        assertThat(history.past("enrich", third + 1)).as("an estimate").isEmpty();
    }
}
