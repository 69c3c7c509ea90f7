package io.enricher.store;

import static io.enricher.store.Items.call;
import static io.enricher.store.Items.enriched;
import static io.enricher.store.Items.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.FailureReason;
import io.enricher.domain.LedgerCall;
import io.enricher.domain.ModelCall;
import io.enricher.domain.PromptCall;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.BatchSizes.OfSize;
import io.enricher.domain.ShrinkCause;
import io.enricher.domain.Usage;
import io.enricher.store.CallLedger.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallLedgerTest extends StoreTest {

    private CallLedger ledger;

    @BeforeEach
    void createLedger() {
        ledger = new CallLedger(dataSource, dialect);
    }

    @Test
    void totalsAreThoseOfTheRunAlone() {
        Optional<BigDecimal> cost = Optional.of(new BigDecimal("0.00001234"));
        ledger.record(RUN, call(ModelCall.OK, 20, 1, cost));
        ledger.record(RUN, call(ModelCall.OK, 20, 1, cost));
        ledger.record(RUN, call(ModelCall.OK, 1, 2, cost));
        ledger.record(RUN, call(ModelCall.THROTTLED, 20, 1, Optional.empty()));
        ledger.record(RUN, call("timeout", 10, 3, Optional.empty()));
        ledger.record(RUN, call(ModelCall.ABORTED, 20, 1, Optional.empty()));
        ledger.record(OTHER_RUN, call(ModelCall.OK, 20, 1, cost));

        assertThat(ledger.totals(RUN))
                .isEqualTo(new Totals(
                        new RunSummary.Calls(3, 1, 1, 1, 2, 5, 1),
                        new Usage(600, 240, 120, 30),
                        Optional.of(new BigDecimal("0.00003702"))));
    }

    @Test
    void costIsUnknownOnceThePriceOfAReplyIs() {
        ledger.record(RUN, call(ModelCall.OK, 20, 1, Optional.of(BigDecimal.ONE)));
        ledger.record(RUN, call(ModelCall.OK, 20, 1, Optional.empty()));

        assertThat(ledger.totals(RUN).costUsd()).isEmpty();
    }

    @Test
    void runWithoutCallsCostsNothing() {
        assertThat(ledger.totals(RUN))
                .isEqualTo(new Totals(RunSummary.Calls.NONE, Usage.NONE, Optional.of(BigDecimal.ZERO)));
    }

    @Test
    void sizesAreThoseOfFirstPromptsWithWhyTheyShrank() {
        OutcomeStore outcomes = new OutcomeStore(dataSource, dialect, new AnswerStore(dataSource, dialect, 0));
        record(outcomes, RUN, 20, 20, OptionalInt.of(20), Optional.empty());
        record(outcomes, RUN, 20, 12, OptionalInt.of(20), Optional.empty());
        record(outcomes, RUN, 20, 8, OptionalInt.of(20), Optional.of(ShrinkCause.CUT));
        record(outcomes, RUN, 10, 10, OptionalInt.empty(), Optional.empty());
        record(outcomes, RUN, 3, 3, OptionalInt.of(10), Optional.empty());
        record(outcomes, RUN, 5, 5, OptionalInt.empty(), Optional.of(ShrinkCause.TIMEOUT));
        record(outcomes, OTHER_RUN, 15, 15, OptionalInt.of(15), Optional.empty());
        ledger.record(RUN, call("timeout", 10, 1, Optional.empty()));

        assertThat(ledger.batchSizes(RUN))
                .isEqualTo(new RunSummary.BatchSizes(
                        List.of(new OfSize(20, 3, 2), new OfSize(10, 1, 0)),
                        Map.of(ShrinkCause.CUT, 1L, ShrinkCause.TIMEOUT, 1L)));
        assertThat(ledger.batchSizes(99)).isEqualTo(RunSummary.BatchSizes.NONE);
    }

    private static void record(
            OutcomeStore outcomes,
            long runId,
            int items,
            int answered,
            OptionalInt size,
            Optional<ShrinkCause> shrunkBy) {
        outcomes.record(
                runId,
                "roadmap",
                enriched(items(1, answered)),
                Optional.of(new PromptCall(call(ModelCall.OK, items, 1, Optional.empty()), size, shrunkBy)));
    }

    @Test
    void failuresComeBackByRowNumber() {
        RunFailures failures = new RunFailures(dataSource, dialect);
        List<RunSummary.Failure> added = new ArrayList<>();
        for (long row = 30; row >= 1; row--) {
            added.add(new RunSummary.Failure(row, row + 1, FailureReason.MISSING_IN_REPLY, "row \u0000 " + row));
        }

        failures.add(RUN, added.subList(0, 20));
        failures.add(RUN, added.subList(15, 30));
        failures.add(OTHER_RUN, added.subList(0, 1));

        assertThat(failures.first(RUN, 5)).containsExactly(failure(1), failure(2), failure(3), failure(4), failure(5));
        assertThat(failures.first(RUN, 100)).hasSize(30);
        failures.clear(RUN);
        assertThat(failures.first(RUN, 100)).isEmpty();
        assertThat(failures.first(OTHER_RUN, 100)).containsExactly(failure(30));
    }

    private static RunSummary.Failure failure(long row) {
        return new RunSummary.Failure(row, row + 1, FailureReason.MISSING_IN_REPLY, "row \uFFFD " + row);
    }

    @Test
    void aCallIsFoundAsItWasRecordedAndTheStartsOfARunAreItsOwn() {
        ModelCall made = call(ModelCall.OK, 20, 3, Optional.of(new BigDecimal("0.0125")));
        ledger.record(RUN, made);
        ledger.record(OTHER_RUN, call("timeout", 1, 1, Optional.empty()));
        List<Long> ids = jdbc.queryForList("select call_id from model_call order by call_id", Long.class);

        LedgerCall found = ledger.find(ids.get(0)).orElseThrow();

        assertThat(found.id()).isEqualTo(ids.get(0));
        assertThat(found.runId()).isEqualTo(RUN);
        assertThat(found.prompt()).isEqualTo(PromptCall.of(made));
        assertThat(found.answered()).isEmpty();
        assertThat(found.token()).hasSize(36);
        assertThat(ledger.find(ids.get(1) + 1)).isEmpty();
        assertThat(ledger.startsOf(RUN, ids)).containsExactly(Map.entry(ids.get(0), made.startedAt()));
        assertThat(ledger.startsOf(RUN, List.of())).isEmpty();
        assertThat(ledger.lastEnd(RUN)).contains(made.startedAt().plus(made.duration()));
        assertThat(ledger.lastEnd(99)).isEmpty();
    }
}
