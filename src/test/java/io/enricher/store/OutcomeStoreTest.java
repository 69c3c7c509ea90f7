package io.enricher.store;

import static io.enricher.store.Items.answer;
import static io.enricher.store.Items.call;
import static io.enricher.store.Items.enriched;
import static io.enricher.store.Items.item;
import static io.enricher.store.Items.items;
import static io.enricher.store.Items.key;
import static io.enricher.store.Items.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.Answer;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import io.enricher.store.WorkItems.Counts;
import io.enricher.store.WorkItems.Status;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutcomeStoreTest extends StoreTest {

    private static final PromptCall TWENTY_ITEMS = PromptCall.of(call(ModelCall.OK, 20, 1, Optional.empty()));

    private static final Answer NEWER = new Answer("{\"tldr\":\"newer\"}", "model-b", "");
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2021-01-01T00:00:00Z");

    private AnswerStore answers;
    private WorkItems workItems;
    private CallLedger ledger;
    private OutcomeStore outcomes;

    @BeforeEach
    void createStores() {
        answers = new AnswerStore(dataSource, dialect, 1_000);
        workItems = new WorkItems(dataSource, dialect);
        ledger = new CallLedger(dataSource, dialect);
        outcomes = new OutcomeStore(dataSource, dialect, answers);
    }

    private static Outcome failed(Item item) {
        return new Outcome.Failed(item, FailureReason.INVALID_ANSWER, "tldr has 30 words");
    }

    @Test
    void answersStatesAndCallAreThereTogether() {
        workItems.addPending(RUN, items(1, 20));
        List<Outcome> recorded = new ArrayList<>(enriched(items(1, 19)));
        recorded.add(failed(item(20)));

        Optional<Long> callId = outcomes.record(RUN, "roadmap", recorded, Optional.of(TWENTY_ITEMS));

        assertThat(jdbc.queryForList("select call_id from model_call where answered = 19", Long.class))
                .containsExactly(callId.orElseThrow());
        assertThat(answers.find(keys(items(1, 20)))).containsOnlyKeys(keys(items(1, 19)));
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 19, 1, 0));
        assertThat(ledger.totals(RUN).calls().ok()).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "select call_id from work_done union select call_id from work_item where state = 'FAILED'",
                        Long.class))
                .containsExactly(callId.orElseThrow());
    }

    @Test
    void aReplyWithoutAValidAnswerAnsweredNoneAndAFailedAttemptIsNotCounted() {
        outcomes.record(RUN, "roadmap", List.of(), Optional.of(TWENTY_ITEMS));
        ledger.record(RUN, call("timeout", 20, 1, Optional.empty()));

        assertThat(jdbc.queryForList("select answered from model_call order by call_id", Integer.class))
                .containsExactly(0, null);
    }

    @Test
    void recordingAgainKeepsWhatIsDone() {
        workItems.addPending(RUN, items(1, 3));
        outcomes.record(RUN, "roadmap", enriched(items(1, 2)), Optional.of(TWENTY_ITEMS));
        Answer other = new Answer("{\"tldr\":\"other\"}", "model-b", "");

        outcomes.record(
                RUN,
                "roadmap",
                List.of(failed(item(1)), new Outcome.Enriched(item(2), other), failed(item(3))),
                Optional.empty());
        outcomes.record(RUN, "roadmap", List.of(failed(item(3))), Optional.empty());

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 2, 1, 0));
        assertThat(answers.find(List.of(key(2)))).containsEntry(key(2), answer(key(2)));
    }

    @Test
    void replacingWritesOverOldAnswersAndAddsNewOnes() {
        answers.enableHeapTier();
        Item clashing = item(4, new ItemKey(key(1).prefix(), 99, 0, 0));
        outcomes.record(
                OTHER_RUN,
                "roadmap",
                enriched(List.of(item(1), item(2), item(3), clashing)),
                Optional.of(TWENTY_ITEMS));
        jdbc.update("update answer set created_at = timestamp with time zone '2020-01-01 00:00:00+00'");
        workItems.addPending(RUN, List.of(item(1), item(2), clashing, item(5)));

        outcomes.replace(
                RUN,
                "roadmap",
                List.of(refreshed(item(1)), failed(item(2)), refreshed(clashing), refreshed(item(5))),
                Optional.of(TWENTY_ITEMS));

        Map<ItemKey, Answer> expected = Map.of(
                key(1), NEWER, key(2), answer(key(2)), key(3), answer(key(3)), clashing.key(), NEWER, key(5), NEWER);
        List<ItemKey> all = List.copyOf(expected.keySet());
        assertThat(answers.find(all)).as("in memory").isEqualTo(expected);
        assertThat(new AnswerStore(dataSource, dialect, 0).find(all))
                .as("in the table")
                .isEqualTo(expected);
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 3, 1, 0));
        assertThat(jdbc.queryForObject("select count(*) from answer where created_at > ?", Long.class, LONG_AGO))
                .as("answers as old as their last refresh")
                .isEqualTo(3);
        assertThat(jdbc.queryForList("select model from answer_origin where recipe = 'roadmap'", String.class))
                .containsExactlyInAnyOrder("model-a", "model-b");
    }

    @Test
    void replacingAgainIsHarmless() {
        workItems.addPending(RUN, items(1, 1));
        outcomes.replace(RUN, "roadmap", List.of(refreshed(item(1))), Optional.of(TWENTY_ITEMS));

        outcomes.replace(RUN, "roadmap", List.of(refreshed(item(1))), Optional.empty());

        assertThat(answers.find(List.of(key(1)))).containsEntry(key(1), NEWER);
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 1, 0, 0));
    }

    @Test
    void aReplacementThatIsNotCommittedLeavesTheOldAnswerInTableAndMemory() {
        outcomes.record(OTHER_RUN, "roadmap", enriched(items(1, 1)), Optional.empty());
        SQLException refused = new SQLException("value too long", "22001");
        FailingDataSource failing = new FailingDataSource(dataSource, FailingDataSource.Moment.COMMIT, 99, refused);
        AnswerStore remembering = new AnswerStore(failing, dialect, 1_000);
        remembering.enableHeapTier();
        remembering.find(List.of(key(1)));
        OutcomeStore broken = new OutcomeStore(failing, dialect, remembering, new Transactions(failing, pause -> {}));

        assertThatThrownBy(() -> broken.replace(RUN, "roadmap", List.of(refreshed(item(1))), Optional.empty()))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(remembering.find(List.of(key(1)))).containsEntry(key(1), answer(key(1)));
        assertThat(answers.find(List.of(key(1)))).containsEntry(key(1), answer(key(1)));
    }

    private static Outcome refreshed(Item item) {
        return new Outcome.Enriched(item, NEWER);
    }

    @Test
    void itemThatFailedIsDoneOnceItHasAnAnswer() {
        workItems.addPending(RUN, items(1, 1));
        outcomes.record(RUN, "roadmap", List.of(failed(item(1))), Optional.empty());

        outcomes.record(RUN, "roadmap", enriched(items(1, 1)), Optional.empty());

        WorkItems.State state = workItems.states(RUN, List.of(key(1))).get(key(1));
        assertThat(state).isEqualTo(new WorkItems.State(1, Status.DONE, Optional.empty(), "", false));
    }

    @Test
    void statesOfAnotherRunStayAsTheyAre() {
        workItems.addPending(RUN, items(1, 2));
        workItems.addPending(OTHER_RUN, items(1, 2));

        outcomes.record(RUN, "roadmap", List.of(enriched(item(1)), failed(item(2))), Optional.empty());

        assertThat(workItems.counts(OTHER_RUN)).isEqualTo(new Counts(2, 0, 0, 0));
    }

    @Test
    void outcomesAreDurableThoughTheThreadsOwnTransactionRollsBack() {
        workItems.addPending(RUN, items(1, 2));

        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(status -> {
            outcomes.record(RUN, "roadmap", enriched(items(1, 2)), Optional.of(TWENTY_ITEMS));
            status.setRollbackOnly();
        });

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 2, 0, 0));
        assertThat(ledger.totals(RUN).calls().total()).isEqualTo(1);
    }

    @Test
    void longMessagesAndStrangeLettersInThemAreNoReasonToLoseTheOthers() {
        workItems.addPending(RUN, items(1, 2));
        Outcome strange =
                new Outcome.Failed(item(1), FailureReason.REFUSED, "NUL \u0000 half \uD83D " + "long ".repeat(5_000));

        outcomes.record(RUN, "roadmap", List.of(strange, enriched(item(2))), Optional.empty());

        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(0, 1, 1, 0));
        assertThat(workItems.states(RUN, List.of(key(1))).get(key(1)).message())
                .startsWith("NUL \uFFFD half \uFFFD long")
                .hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void threadsRecordingTheSameAnswersAllSucceedAndEachAnswerIsThereOnce() throws Exception {
        int threads = 8;
        List<Item> items = new ArrayList<>(items(1, 150));
        for (int n = 151; n <= 200; n++) {
            items.add(item(n, new ItemKey(n / 10, n, 0, 0)));
        }
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            long runId = 100L + thread;
            workItems.addPending(runId, items);
            List<Item> order = new ArrayList<>(items);
            Collections.shuffle(order, new Random(thread));
            work.add(() -> {
                start.await();
                for (int from = 0; from < order.size(); from += 20) {
                    outcomes.record(
                            runId, "roadmap", enriched(order.subList(from, from + 20)), Optional.of(TWENTY_ITEMS));
                }
                return 0;
            });
        }

        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Integer> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(answers.statistics().entries()).isEqualTo(200);
        assertThat(answers.find(keys(items))).hasSize(200).allSatisfy((key, answer) -> assertThat(answer)
                .isEqualTo(answer(key)));
        for (int thread = 0; thread < threads; thread++) {
            assertThat(workItems.counts(100 + thread)).isEqualTo(new Counts(0, 200, 0, 0));
            assertThat(ledger.totals(100 + thread).calls().total()).isEqualTo(10);
        }
    }

    @Test
    void databaseErrorThatPassesIsWaitedOut() {
        long runId = 100;
        for (FailingDataSource.Moment moment : FailingDataSource.Moment.values()) {
            runId++;
            workItems.addPending(runId, items(1, 2));
            List<Integer> pauses = new ArrayList<>();

            through(new FailingDataSource(dataSource, moment, 4, connectionLost()), pauses)
                    .record(runId, "roadmap", enriched(items(1, 2)), Optional.of(TWENTY_ITEMS));

            assertThat(pauses).as(moment.name()).containsExactly(1, 2, 3, 4);
            assertThat(workItems.counts(runId)).as(moment.name()).isEqualTo(new Counts(0, 2, 0, 0));
            assertThat(ledger.totals(runId).calls().total())
                    .as("calls counted when failing at %s", moment)
                    .isEqualTo(1);
        }
    }

    @Test
    void databaseErrorThatDoesNotPassEndsAfterFiveAttemptsWithNothingHalfDone() {
        workItems.addPending(RUN, items(1, 2));
        answers.enableHeapTier();
        List<Integer> pauses = new ArrayList<>();
        OutcomeStore failing = through(
                new FailingDataSource(dataSource, FailingDataSource.Moment.COMMIT, 99, connectionLost()), pauses);

        assertThatThrownBy(() -> failing.record(RUN, "roadmap", enriched(items(1, 2)), Optional.of(TWENTY_ITEMS)))
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(pauses).hasSize(4);
        assertThat(workItems.counts(RUN)).isEqualTo(new Counts(2, 0, 0, 0));
        assertThat(answers.find(keys(items(1, 2)))).isEmpty();
        assertThat(ledger.totals(RUN).calls().total()).isZero();
    }

    @Test
    void errorThatCannotPassIsNotTriedAgain() {
        List<Integer> pauses = new ArrayList<>();
        SQLException refused = new SQLException("value too long", "22001");
        OutcomeStore failing =
                through(new FailingDataSource(dataSource, FailingDataSource.Moment.COMMIT, 99, refused), pauses);

        assertThatThrownBy(() -> failing.record(RUN, "roadmap", enriched(items(1, 2)), Optional.empty()))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(pauses).isEmpty();
    }

    private OutcomeStore through(FailingDataSource failing, List<Integer> pauses) {
        return new OutcomeStore(failing, dialect, answersOn(failing), new Transactions(failing, pauses::add));
    }

    private AnswerStore answersOn(FailingDataSource failing) {
        return new AnswerStore(failing, dialect, 0);
    }

    private static SQLException connectionLost() {
        return new SQLTransientConnectionException("connection lost", "08006");
    }
}
