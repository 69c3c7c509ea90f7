package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a start makes of the runs before it, over real H2 files. */
class RestartPolicyTest {

    @TempDir
    private Path folder;

    private final ProviderSimulator provider = ProviderSimulator.start();

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void aRunThatFailedIsContinuedAndAsksNothingTwice() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
            assertThat(second.news()).singleElement().asString().contains("Continuing the run", "ended FAILED");
            assertThat(runs(second)).extracting(StoredRun::status).containsExactly(RunStatus.COMPLETED);
            assertThat(executions(second)).isEqualTo(2);
        }
        assertThat(provider.ledger().timesAnswered().values()).hasSize(60).allMatch(times -> times == 1);
    }

    @Test
    void aRunThatWasKilledIsRecoveredAndContinued() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start()) {
            pretendThatItWasKilled(second.database());
            LocalDateTime restarted = LocalDateTime.now(ZoneId.systemDefault());
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(second.news()).singleElement().asString().contains("Continuing the run", "was killed");
            assertThat(executions(second)).isEqualTo(2);
            assertThat(firstExecution(second).getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(firstExecution(second).getEndTime())
                    .as("the time since the kill was not spent on the run")
                    .isBefore(restarted);
        }
        assertThat(provider.ledger().timesAnswered().values()).allMatch(times -> times == 1);
    }

    @Test
    void anotherModelForTheSameOutputGivesTheKilledRunUpAndSaysWhatChanged() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start("enricher.model=gpt-5-nano")) {
            pretendThatItWasKilled(second.database());
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
            assertThat(second.news())
                    .singleElement()
                    .asString()
                    .contains("given up, its answers are kept", "model gpt-6-luna -> gpt-5-nano");
            assertThat(second.plan().reasons()).containsExactly("60 rows asked again: model gpt-6-luna -> gpt-5-nano");
            assertThat(runs(second))
                    .extracting(StoredRun::status)
                    .containsExactlyInAnyOrder(RunStatus.ABANDONED, RunStatus.COMPLETED);
            assertThat(firstExecution(second).getStatus()).isEqualTo(BatchStatus.ABANDONED);
            assertThat(second.rowsOf("answer")).isEqualTo(80);
            assertThat(second.rowsOf("work_item")).isZero();
        }
    }

    @Test
    void afterACompletedRunTheSameStartIsANewRunThatAsksFailedRowsAgain() {
        Path input = Rows.write(folder, 30, n -> (n == 4 ? Rows.POISON : "topic") + " " + n);
        provider.setRules(Rule.of(When.containing(Rows.POISON), Fault.BAD_REQUEST));
        try (Application first = start()) {
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
        }
        provider.setRules();

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=30 cached=29 enriched=1 ");
            assertThat(second.news()).isEmpty();
            assertThat(runs(second)).hasSize(2);
        }
        assertThat(Collections.frequency(Rows.sources(folder), "model")).isEqualTo(1);
    }

    @Test
    void runsOfOtherOutputsAreLeftAlone() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application other = start()) {
            other.enrich(Requests.of(input, "output=" + folder.resolve("elsewhere.csv")));

            assertThat(other.news()).isEmpty();
            assertThat(runs(other))
                    .extracting(StoredRun::status)
                    .containsExactlyInAnyOrder(RunStatus.FAILED, RunStatus.COMPLETED);
        }
    }

    @Test
    void failedRowsOfARunThatFailedForAnotherReasonAreKept() {
        Path input = Rows.write(folder, 60, n -> (n == 2 ? Rows.POISON : "topic") + " " + n);
        provider.setRules(
                Rule.of(When.containing(Rows.POISON), Fault.BAD_REQUEST),
                Rule.of(When.containing("topic 59"), Fault.UNAUTHORIZED));
        try (Application first = start("enricher.concurrency=1")) {
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
        }
        provider.setRules();

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=59 duplicates=0 defaulted=0 failed=1 ");
        }
    }

    /** Spring Batch makes a job instance and its first execution in two transactions. */
    @Test
    void aRunThatWasKilledBeforeItsFirstExecutionIsStartedAgain() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start()) {
            pretendThatItWasKilled(second.database());
            for (String table : List.of(
                    "batch_step_execution_context",
                    "batch_step_execution",
                    "batch_job_execution_context",
                    "batch_job_execution_params",
                    "batch_job_execution")) {
                second.database().execute("delete from " + table);
            }
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).as(result.text()).isEqualTo(ExitCode.OK);
            assertThat(second.rowsOf("batch_job_instance")).isEqualTo(1);
            assertThat(second.rowsOf("run")).isEqualTo(1);
        }
    }

    @Test
    void aRunThatLostItsDatabaseIsContinued() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start()) {
            second.database().update("update batch_job_execution set status = 'UNKNOWN', exit_code = 'UNKNOWN'");
            second.database()
                    .update("update batch_step_execution set status = 'UNKNOWN', exit_code = 'UNKNOWN'"
                            + " where status <> 'COMPLETED'");
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
            assertThat(second.news()).singleElement().asString().contains("Continuing the run");
            assertThat(second.database().queryForList("select status from batch_step_execution", String.class))
                    .doesNotContain("UNKNOWN");
        }
        assertThat(provider.ledger().timesAnswered().values()).allMatch(times -> times == 1);
    }

    @Test
    void aStartThatDiesWhileItGivesARunUpLeavesOneThatCanBeContinued() {
        Path input = failedAfterOneOfThreeBatches();
        try (Application dying = start("enricher.model=gpt-5-nano")) {
            dying.database().execute("alter table run add constraint dies check (status <> 'ABANDONED')");
            assertThatThrownBy(() -> dying.enrich(Requests.of(input)))
                    .isInstanceOf(DataIntegrityViolationException.class);
            dying.database().execute("alter table run drop constraint dies");
        }

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
        }
    }

    @Test
    void aRunThatWasGivenUpByAProcessThatDiedThenIsTidiedUp() {
        Path input = failedAfterOneOfThreeBatches();

        try (Application second = start()) {
            pretendThatItWasKilled(second.database());
            second.database().update("update run set status = 'ABANDONED', ended_at = current_timestamp");
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=20 enriched=40 ");
            assertThat(second.news()).isEmpty();
            assertThat(second.rowsOf("work_item")).isZero();
            assertThat(firstExecution(second).getStatus()).isEqualTo(BatchStatus.FAILED);
        }
    }

    @Test
    void anOldRunThatCannotBeForgottenFailsNobodyAndIsForgottenLater() {
        Path input = Rows.write(folder, 5, n -> "topic " + n);
        try (Application first = start()) {
            first.enrich(Requests.of(input));
        }

        try (Application second = start("enricher.history-retention=0s")) {
            second.database().execute("create table keeper as select job_instance_id from batch_job_instance");
            second.database()
                    .execute("alter table keeper add constraint keeps foreign key (job_instance_id)"
                            + " references batch_job_instance");
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(second.rowsOf("run"))
                    .as("its row leads to the job instance")
                    .isEqualTo(2);
            second.database().execute("drop table keeper");
        }

        try (Application third = start("enricher.history-retention=0s")) {
            third.enrich(Requests.of(input));

            assertThat(third.rowsOf("run")).isEqualTo(1);
            assertThat(third.rowsOf("batch_job_instance")).isEqualTo(1);
            assertThat(executions(third)).isEqualTo(1);
        }
    }

    @Test
    void theEstimateOfARunThatIsContinuedIsThatOfItsFirstStart() {
        Path input = Rows.write(folder, 40, n -> "topic " + n);
        provider.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
        BigDecimal planned;
        try (Application first = start("enricher.concurrency=1")) {
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
            planned = first.plan().expectedUsd().orElseThrow();
        }

        try (Application second = start("enricher.concurrency=1")) {
            assertThat(second.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);

            assertThat(second.plan().spentUsd().orElseThrow()).isPositive();
            assertThat(second.database().queryForObject("select estimated_usd from run", BigDecimal.class))
                    .isEqualByComparingTo(planned)
                    .isGreaterThan(second.plan().expectedUsd().orElseThrow());
        }
    }

    @Test
    void failedRowsAreAskedOnceMoreEvenIfThatStartIsKilled() {
        Path input = Rows.write(folder, 40, n -> (n <= 10 ? Rows.POISON : "topic") + " " + n);
        provider.setRules(Rule.of(When.containing(Rows.POISON), Fault.BAD_REQUEST));
        try (Application first = start("enricher.failure-limit=5", "enricher.concurrency=1")) {
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.FAILED);
        }

        List<String> remembered = new ArrayList<>();
        try (Application second = start("enricher.failure-limit=50", "enricher.concurrency=1")) {
            provider.onArrival(number -> remembered.add(second.lastExecution()
                    .getExecutionContext()
                    .toMap()
                    .keySet()
                    .toString()));
            assertThat(second.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
        }

        // What a process that is killed in such a call leaves for the next start.
        assertThat(remembered).isNotEmpty().allSatisfy(keys -> assertThat(keys).doesNotContain("overFailureLimit"));
    }

    @Test
    void anOutputWithoutTheAnswersThatAreAskedForAgainIsForgottenBeforeTheFirstCall() throws IOException {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        Path inTheWay = Rows.output(folder).resolve("what cannot be replaced");
        Path part = Rows.output(folder).resolveSibling("rows.enriched.csv.part");
        try (Application first = start()) {
            first.onPlan(database -> makeFolder(inTheWay));
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
            assertThat(part).exists();
            first.database().update("delete from work_done where number <= 3");
            first.database().update("delete from answer");
        }
        Files.delete(inTheWay);
        Files.delete(Rows.output(folder));

        List<Boolean> forgotten = new ArrayList<>();
        try (Application second = start("enricher.concurrency=1")) {
            provider.onArrival(number -> forgotten.add(Files.notExists(part)
                    && PassResult.load(second.lastExecution().getExecutionContext())
                            .isEmpty()));
            second.enrich(Requests.of(input));
        }

        assertThat(forgotten).isNotEmpty().doesNotContain(false);
    }

    /** 60 rows, of which 20 are answered; then the key is refused. */
    private Path failedAfterOneOfThreeBatches() {
        Path input = Rows.write(folder, 60, n -> "topic " + n);
        provider.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
        try (Application first = start("enricher.concurrency=1")) {
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
        }
        provider.setRules();
        return input;
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kill -9 leaves: everything that had not ended looks as if it were running. */
    private static void pretendThatItWasKilled(JdbcTemplate database) {
        database.update("update run set status = 'STARTED', ended_at = null");
        database.update("update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
        database.update("update batch_step_execution set status = 'STARTED', exit_code = 'EXECUTING', end_time = null"
                + " where status <> 'COMPLETED'");
    }

    private static List<StoredRun> runs(Application application) {
        Store store = application.bean(Store.class);
        return application.database().queryForList("select run_id from run order by run_id", Long.class).stream()
                .map(id -> store.runs().find(id).orElseThrow())
                .toList();
    }

    private static long executions(Application application) {
        return application.rowsOf("batch_job_execution");
    }

    private static JobExecution firstExecution(Application application) {
        Long id = application
                .database()
                .queryForObject("select min(job_execution_id) from batch_job_execution", Long.class);
        return Objects.requireNonNull(
                application.bean(JobRepository.class).getJobExecution(Objects.requireNonNull(id)));
    }

    private Application start(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "enricher.openai.base-url=" + provider.openAiBaseUrl();
        return new Application(folder, all);
    }
}
