package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.domain.ItemKey;
import io.enricher.domain.NotNowException;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

/** The enrich job as it is composed for real, over H2 files and against the simulator. */
@ExtendWith(OutputCaptureExtension.class)
class EnrichJobTest {

    private static final List<String> TABLES_OF_RUNS = List.of(
            "run",
            "work_item",
            "work_key",
            "work_done",
            "model_call",
            "run_failure",
            "answer",
            "batch_job_instance",
            "batch_job_execution",
            "batch_job_execution_params",
            "batch_job_execution_context",
            "batch_step_execution",
            "batch_step_execution_context");

    @TempDir
    private Path folder;

    private final ProviderSimulator provider =
            ProviderSimulator.builder().poison(Rows.POISON).start();

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void theJobRepositoryReadsLikeTheStory(CapturedOutput console) {
        Path input = Rows.write(folder, 150, n -> (n == 77 || n == 130 ? Rows.POISON : "topic") + " " + n);
        try (Application first = start()) {
            first.enrich(Requests.of(input, "limit=50"));
        }

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
            assertThat(result.lastLine())
                    .startsWith("rows=150 cached=50 enriched=98 duplicates=0 defaulted=0 failed=2");
            Map<String, StepExecution> steps = second.steps();
            assertCounts(steps.get("check-cache"), 150, 50, 100, 0);
            assertCounts(steps.get("enrich"), 100, 0, 98, 2);
            assertCounts(steps.get("write-output"), 150, 0, 150, 0);
            assertThat(steps.values()).allMatch(step -> step.getStatus() == BatchStatus.COMPLETED);
            assertThat(second.rowsOf("work_item")).isZero();
        }
        assertThat(Collections.frequency(Rows.sources(folder), "cache")).isEqualTo(50);
        assertThat(Collections.frequency(Rows.sources(folder), "model")).isEqualTo(98);
        assertThat(console.getAll())
                .as("scans are no errors")
                .doesNotContain("ERROR")
                .doesNotContain("Exception");
        assertThat(console.getAll().lines().filter(line -> line.contains("WARN")))
                .as("only rows that a person may want to look at")
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("Row 77 (line 78) stays without an answer"),
                        line -> assertThat(line).contains("Row 130 (line 131) stays without an answer"));
    }

    @Test
    void givesTheAnswersInMemoryBackAtItsEnd() {
        Path input = Rows.write(folder, 3, n -> "topic " + n);
        Store store;
        List<ItemKey> keys;
        try (Application application = start()) {
            application.enrich(Requests.of(input));
            store = application.bean(Store.class);
            keys = application.database().queryForList("select key_hash from answer", byte[].class).stream()
                    .map(ItemKey::of)
                    .toList();
            application.database().update("delete from answer");
            assertThat(store.answers().find(keys)).as("from memory").hasSize(3);
        }

        assertThatThrownBy(() -> store.answers().find(keys))
                .as("asks the database, which is closed")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void realErrorsAreInTheLogWithTheirCause(CapturedOutput console) {
        Path input = Rows.write(folder, 25, n -> "topic " + n);

        try (Application application = start()) {
            application.onPlan(database -> database.execute("drop table answer"));
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        }

        assertThat(console.getErr()).contains("ERROR").containsPattern("Table \"ANSWER\" not found");
    }

    @Test
    void whatTheEndOfTheRunExplainsIsNotInTheLogWithAStackTrace(CapturedOutput console) {
        Path input = Rows.write(folder, 25, n -> "topic " + n);
        provider.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));

        try (Application application = start()) {
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
        }

        assertThat(console.getAll()).doesNotContain("ERROR").doesNotContain("Exception");
    }

    /** Chunks as large as the cursor's page: each thread reads from the database before it asks. */
    @Test
    void aPoolOfFourConnectionsFeedsSixteenThreadsThatAllWaitForTheModel() {
        Path input = Rows.write(folder, 16_000, n -> "topic " + n);
        CountDownLatch all = new CountDownLatch(16);
        provider.onArrival(event -> {
            all.countDown();
            awaitQuietly(all);
        });

        try (Application application = start(
                "enricher.concurrency=16",
                "enricher.batch-size=1000",
                "spring.datasource.hikari.maximum-pool-size=4",
                "spring.datasource.hikari.connection-timeout=5000")) {
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=16000 cached=0 enriched=16000 ");
        }
        assertThat(provider.ledger().maxInFlight()).isEqualTo(16);
    }

    @Test
    void theFailureLimitCountsOverThreadsAndEndsTheRunBeforeAllIsAsked() {
        Path input = Rows.write(folder, 400, n -> (n % 4 == 0 ? Rows.POISON : "topic") + " " + n);
        int askedByTheFirst;

        try (Application first = start("enricher.failure-limit=12", "enricher.concurrency=4")) {
            RunResult result = first.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(result.text()).contains("over the failure limit", "--enricher.failure-limit");
            assertThat(first.lastExecution().getStatus()).isEqualTo(BatchStatus.FAILED);
            long failed = count(first, "FAILED");
            // 4 threads have at most a chunk of 20 rows each in hand when the limit is crossed.
            assertThat(failed).isBetween(13L, 12L + 4 * 5);
            assertThat(count(first, "PENDING")).isGreaterThan(200);
            askedByTheFirst = provider.ledger().calls().size();
        }
        assertThat(Rows.output(folder)).doesNotExist();

        try (Application second = start("enricher.failure-limit=12", "enricher.concurrency=4")) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode())
                    .as("asks the failed rows once more, then fails again")
                    .isEqualTo(ExitCode.FAILED);
            assertThat(second.news()).singleElement().asString().startsWith("Continuing the run");
            assertThat(provider.ledger().calls().size()).isGreaterThan(askedByTheFirst);
        }

        try (Application third = start("enricher.failure-limit=50%", "enricher.concurrency=4")) {
            RunResult result = third.enrich(Requests.of(input));

            assertThat(result.lastLine())
                    .startsWith("rows=400 cached=0 enriched=300 duplicates=0 defaulted=0 failed=100");
            assertThat(result.exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
        }
        assertThat(provider.ledger().timesAnswered().values()).allMatch(times -> times == 1);
    }

    @Test
    void aRunOfWhichEveryRowFailedIsFailed() {
        Path input = Rows.write(folder, 3, n -> Rows.POISON + " " + n);

        try (Application application = start()) {
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        }
        assertThat(Rows.output(folder)).doesNotExist();
    }

    @Test
    void aStopWaitsForTheEndOfAScanSoThatTheCountsAreExact() {
        Path input = Rows.write(folder, 60, n -> (n == 2 ? Rows.POISON : "topic") + " " + n);

        try (Application first = start("enricher.concurrency=1")) {
            // 1: the chunk of 20, 2 and 3: the poisonous row alone; the scan of the chunk follows.
            provider.onArrival(3, () -> first.bean(RunControl.class).requestStop(ExitCode.TERMINATED));
            RunResult result = first.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.TERMINATED);
            assertThat(first.lastExecution().getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertCounts(first.steps().get("enrich"), 20, 0, 19, 1);
            assertThat(first.steps().get("enrich").getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertThat(count(first, "PENDING")).isEqualTo(40);
        }

        try (Application second = start("enricher.concurrency=3")) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=59 duplicates=0 defaulted=0 failed=1");
        }
        assertThat(provider.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        assertThat(provider.ledger().calls()).hasSize(5);
    }

    @Test
    void rowsWhoseAnswersVanishedFailTheRunAndTheNextStartAsksThemAll() {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        try (Application before = start()) {
            before.enrich(Requests.of(input, "limit=5"));
        }

        try (Application first = start()) {
            first.onPlan(database -> database.update("delete from answer"));
            RunResult result = first.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(result.text()).contains("row 1 (line 2)", "removed from the cache", "Start again");
            assertThat(count(first, "PENDING")).isEqualTo(5);
        }
        assertThat(Rows.output(folder)).doesNotExist();

        try (Application second = start()) {
            assertThat(second.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(Rows.outputLines(folder)).hasSize(30);
    }

    @Test
    void rowsWhoseAnswersVanishedAfterTheyWereAskedAreAskedAgainToo() throws IOException {
        Path input = Rows.write(folder, 3, n -> "topic " + n);
        Path inTheWay = Rows.output(folder).resolve("what cannot be replaced");
        try (Application first = start()) {
            first.onPlan(database -> makeFolder(inTheWay));
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
            first.database().update("delete from answer");
        }
        Files.delete(inTheWay);
        Files.delete(Rows.output(folder));
        Files.delete(Rows.output(folder).resolveSibling("rows.enriched.csv.part"));

        try (Application second = start()) {
            assertThat(second.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(count(second, "PENDING")).isEqualTo(3);
        }
        try (Application third = start()) {
            assertThat(third.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(Rows.sources(folder)).containsExactly("model", "model", "model");
    }

    @Test
    void aFileThatFillsItsLastChunkExactlyIsWrittenWholeInOnePassAndInTwo() {
        Path input = Rows.write(folder, 2_000, n -> "topic " + n);

        try (Application asking = start("enricher.provider=offline")) {
            assertThat(asking.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(Rows.outputLines(folder)).hasSize(2_000);

        try (Application cached = start("enricher.provider=offline")) {
            assertThat(cached.enrich(Requests.of(input)).lastLine()).startsWith("rows=2000 cached=2000");
        }
        assertThat(Rows.outputLines(folder)).hasSize(2_000);
    }

    @Test
    void anInputWhoseRowsChangedPlacesInMidRunIsNoticed() throws IOException {
        assertChangeInMidRunIsNoticed(
                LongStream.rangeClosed(1, 30).mapToObj(n -> "topic " + (31 - n)).toList());
    }

    @Test
    void anInputThatGotOtherRowsInMidRunIsNoticed() throws IOException {
        assertChangeInMidRunIsNoticed(
                LongStream.rangeClosed(1, 30).mapToObj(n -> "other " + n).toList());
    }

    @Test
    void aChangeThatKeptSizeAndTimeIsNoticedAndTheNextStartIsANewRun() throws IOException {
        Path input = Rows.write(folder, 9, n -> "topic " + n);
        FileTime time = Files.getLastModifiedTime(input);

        try (Application first = start()) {
            first.onPlan(database -> {
                Rows.write(folder, 9, n -> "topic " + (10 - n));
                setTime(input, time);
            });
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED);
        }

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(second.news()).isEmpty();
            assertThat(second.rowsOf("work_item")).isZero();
        }
    }

    @Test
    void anInputThatGotShorterInMidRunIsNoticed() throws IOException {
        assertChangeInMidRunIsNoticed(
                LongStream.rangeClosed(1, 12).mapToObj(n -> "topic " + n).toList());
    }

    private void assertChangeInMidRunIsNoticed(List<String> changed) throws IOException {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        Files.createDirectories(Rows.output(folder).getParent());
        Files.writeString(Rows.output(folder), "of yesterday");

        try (Application application = start()) {
            application.onPlan(database -> Rows.write(folder, changed));
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED);
            assertThat(result.text()).contains("changed while it was read");
            assertThat(application.rowsOf("answer")).isEqualTo(30);
        }
        assertThat(Rows.output(folder)).hasContent("of yesterday");
        assertThat(Rows.output(folder).resolveSibling("rows.enriched.csv.part")).doesNotExist();

        try (Application again = start()) {
            assertThat(again.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(Rows.outputLines(folder)).hasSize(changed.size());
    }

    @Test
    void anOutputThatCannotBeReplacedIsKeptAndOnlyPublishedByTheNextStart() throws IOException {
        Path input = Rows.write(folder, 30, n -> "topic " + n + (n == 9 ? ",a cell too many" : ""));
        Path inTheWay = Rows.output(folder).resolve("what cannot be replaced");

        try (Application first = start()) {
            first.onPlan(database -> makeFolder(inTheWay));
            RunResult result = first.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
        }
        Path part = Rows.output(folder).resolveSibling("rows.enriched.csv.part");
        Object partBefore = Files.getAttribute(part, "unix:ino");
        Files.delete(inTheWay);
        Files.delete(Rows.output(folder));

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
            assertThat(result.lastLine()).contains(" rejected=1 ");
            assertThat(second.steps().get("write-output").getReadCount()).isZero();
        }
        assertThat(Files.getAttribute(Rows.output(folder), "unix:ino")).isEqualTo(partBefore);
        assertThat(Rows.outputLines(folder)).hasSize(29);
        assertThat(Rows.output(folder).resolveSibling("rows.rejected.csv"))
                .content()
                .contains("a cell too many");
        assertThat(provider.ledger().calls()).hasSize(2);
    }

    @Test
    void ofSeveralOutputsAllThatCanBeReplacedAreAndTheNextStartBringsTheOthersOnly() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(in.resolve(name + ".csv"), "topic\ntopic of " + name + "\n");
        }
        Path out = folder.resolve("out");
        Path inTheWay = out.resolve("b.enriched.csv/what cannot be replaced");
        try (Application first = start()) {
            RunResult result = first.onPlan(database -> makeFolder(inTheWay)).enrich(Requests.of(in));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
            assertThat(result.text()).contains("in part: what could be replaced in " + out + " is new");
            assertThat(out.resolve("c.enriched.csv")).isRegularFile();
        }
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        Files.writeString(out.resolve("a.enriched.csv"), "not written again");

        try (Application second = start()) {
            assertThat(second.enrich(Requests.of(in)).exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(out.resolve("a.enriched.csv")).hasContent("not written again");
        assertThat(out.resolve("b.enriched.csv")).content().contains("topic of b");
        assertThat(provider.ledger().calls()).hasSize(1);
    }

    @Test
    void aCompleteRunWhoseWorkRowsCannotBeDeletedIsCompleteAndTheNextStartDeletesThem() {
        Path input = Rows.write(folder, 30, n -> "topic " + n);

        try (Application first = start()) {
            first.onPlan(database -> database.execute("create table keeper (run_id bigint, number bigint,"
                    + " foreign key (run_id, number) references work_item (run_id, number))"));
            RunResult result = first.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(result.json()).contains("\"COMPLETED\"");
            assertThat(first.lastExecution().getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(first.rowsOf("work_item")).isEqualTo(30);
            first.database().execute("drop table keeper");
        }

        try (Application second = start()) {
            assertThat(second.enrich(Requests.of(input)).lastLine()).startsWith("rows=30 cached=30 ");
            assertThat(second.rowsOf("work_item")).isZero();
        }
    }

    @Test
    void aRunIsCompleteOnceItsSummaryIsStoredWhateverSpringBatchMakesOfItsEnd() {
        Path input = Rows.write(folder, 30, n -> "topic " + n);

        try (Application first = start()) {
            first.onPlan(database -> database.execute("alter table batch_step_execution add constraint cannot_end"
                    + " check (step_name <> 'publish' or status <> 'COMPLETED')"));
            RunResult result = first.enrich(Requests.of(input));

            assertThat(first.lastExecution().getStatus()).isNotEqualTo(BatchStatus.COMPLETED);
            assertThat(result.lastLine()).startsWith("rows=30 cached=0 enriched=30 ");
            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(Rows.output(folder).resolveSibling("rows.summary.json"))
                    .content()
                    .contains("\"COMPLETED\"");
            assertThat(first.database().queryForList("select status from run", String.class))
                    .containsExactly("COMPLETED");
            first.database().execute("alter table batch_step_execution drop constraint cannot_end");
        }

        try (Application second = start()) {
            assertThat(second.enrich(Requests.of(input)).lastLine()).startsWith("rows=30 cached=30 ");
        }
    }

    /** A process that lost its lock may end after the one that took its run over. */
    @Test
    void aRunThatAnotherProcessCompletedKeepsItsSummary() throws IOException {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        Path summary = Rows.output(folder).resolveSibling("rows.summary.json");
        provider.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));

        try (Application late = start()) {
            makeFolder(summary.getParent());
            Files.writeString(summary, "of the other process");
            late.onPlan(database -> database.update("update run set status = 'COMPLETED'"));
            RunResult result = late.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
            assertThat(late.database().queryForList("select status from run", String.class))
                    .containsExactly("COMPLETED");
        }
        assertThat(summary).hasContent("of the other process");
    }

    @Test
    void rowsOfAChunkThatWasRolledBackAreReadAgainByTheNextStart() {
        Path input = Rows.write(folder, 4_500, n -> "topic " + n);

        try (Application first = start("enricher.provider=offline")) {
            assertThat(first.bean(Store.class).runs().unfinished()).isEmpty();
            first.database()
                    .execute("alter table batch_step_execution add constraint second_chunk_fails check"
                            + " (step_name <> 'check-cache' or commit_count < 2 or end_time is not null)");
            assertThat(first.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(first.rowsOf("work_item")).isEqualTo(2_000);
            first.database().execute("alter table batch_step_execution drop constraint second_chunk_fails");
        }

        try (Application second = start("enricher.provider=offline")) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.exitCode()).as(result.text()).isEqualTo(ExitCode.OK);
            assertThat(second.steps().get("check-cache").getReadCount()).isEqualTo(2_500);
        }
        assertThat(Rows.outputLines(folder)).hasSize(4_500);
    }

    @Test
    void everythingFromTheCacheTakesOnePassAndNoCall() throws IOException {
        Path input = Rows.write(folder, 45, n -> "topic " + n % 40);
        try (Application first = start()) {
            first.enrich(Requests.of(input));
        }
        String before = Files.readString(Rows.output(folder));
        int calls = provider.ledger().calls().size();

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input));

            assertThat(result.lastLine()).startsWith("rows=45 cached=45 enriched=0 duplicates=0");
            assertCounts(second.steps().get("check-cache"), 45, 45, 0, 0);
            assertThat(second.steps().get("write-output").getReadCount()).isZero();
        }
        assertThat(provider.ledger().calls()).hasSize(calls);
        assertThat(Files.readString(Rows.output(folder)))
                .isEqualTo(before.replace(",model,", ",cache,").replace(",duplicate,", ",cache,"));
    }

    @Test
    void aHeaderWithoutRowsGivesAHeaderOnlyOutput() {
        Path input = Rows.write(folder, 0, n -> "");

        try (Application application = start()) {
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(result.lastLine()).startsWith("rows=0 ");
        }
        assertThat(Rows.outputLines(folder)).isEmpty();
    }

    @Test
    void aPlanOverTheCapIsRefusedBeforeTheFirstCallAndNamesTheCapThatWouldDo() {
        Path input = Rows.write(folder, 100, n -> "topic " + n);

        try (Application poor = start("enricher.max-cost=0.0001")) {
            RunResult result = poor.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_NOW);
            assertThat(result.text())
                    .contains("over the cap of 0.0001 USD", "Nothing was asked", "--enricher.max-cost=");
        }
        assertThat(provider.ledger().calls()).isEmpty();

        try (Application rich = start("enricher.max-cost=0.05")) {
            assertThat(rich.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.OK);
            assertThat(rich.news()).isNotEmpty();
        }
    }

    @Test
    void aCapOnAModelWithoutAPriceIsABadConfiguration() {
        Path input = Rows.write(folder, 5, n -> "topic " + n);

        try (Application application = start("enricher.model=nobody-knows-it")) {
            RunResult result = application.enrich(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
            assertThat(result.text()).contains("nobody-knows-it", "enricher.pricing", "enricher.max-cost=none");
        }
        assertThat(provider.ledger().calls()).isEmpty();
    }

    @Test
    void anEstimateTellsThePlanAndLeavesNothingBehind() throws IOException {
        Path input = Rows.write(folder, 95, n -> n == 3 ? "\"\"" : "topic " + n % 80);

        try (Application application = start()) {
            RunResult result = application.estimate(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
            Plan plan = application.plan();
            assertThat(plan.rows()).isEqualTo(95);
            assertThat(plan.cached() + plan.notSent() + plan.duplicates() + plan.toAsk())
                    .isEqualTo(95);
            assertThat(plan.calls()).isEqualTo((plan.toAsk() + 19) / 20);
            assertThat(plan.lowUsd().orElseThrow())
                    .isPositive()
                    .isLessThan(plan.expectedUsd().orElseThrow());
            assertThat(plan.expectedUsd().orElseThrow())
                    .isLessThan(plan.highUsd().orElseThrow());
            // Longer answers and repeated calls alone are 1.1 / 0.6 of it at most.
            assertThat(plan.highUsd().orElseThrow())
                    .as("the room for hidden reasoning may be used")
                    .isGreaterThan(plan.expectedUsd().orElseThrow().multiply(BigDecimal.valueOf(2)));
            assertThat(plan.notSent()).isEqualTo(1);
            assertThat(plan.duplicates()).isEqualTo(14);
            assertThat(TABLES_OF_RUNS)
                    .allSatisfy(table ->
                            assertThat(application.rowsOf(table)).as(table).isZero());
        }
        assertThat(provider.ledger().calls()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anEstimateThatIsStoppedSaysSo() {
        Path input = Rows.write(folder, 5, n -> "topic " + n);

        try (Application application = start()) {
            application.bean(RunControl.class).requestStop(ExitCode.INTERRUPTED);
            RunResult result = application.estimate(Requests.of(input));

            assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(result.text()).contains("stopped");
        }
    }

    @Test
    void aRunThatEndedEarlyTellsHowManyRowsAreStillToBeAsked() {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        provider.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));

        try (Application application = start("enricher.concurrency=1")) {
            RunResult ended = application.enrich(Requests.of(input));

            assertThat(ended.json()).contains("\"enriched\": 20,", "\"outstanding\": 10,");
            assertThat(ended.text()).contains("Still to ask:    10\n");
        }

        provider.setRules();
        try (Application next = start()) {
            assertThat(next.enrich(Requests.of(input)).json()).doesNotContain("outstanding");
        }
    }

    @Test
    void theCacheIsNotClearedUnderAnUnfinishedRun() {
        Path input = Rows.write(folder, 30, n -> "topic " + n);
        provider.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
        try (Application failing = start("enricher.concurrency=1")) {
            assertThat(failing.enrich(Requests.of(input)).exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
        }

        try (Application cache = start()) {
            CacheCommand command = cache.bean(CacheCommand.class);
            assertThatThrownBy(() -> command.run(clear(CacheRequest.Unfinished.REFUSE)))
                    .isInstanceOf(NotNowException.class)
                    .hasMessageContaining("rows.csv")
                    .hasMessageContaining("force=true");
            assertThat(cache.rowsOf("answer")).isEqualTo(20);

            assertThat(command.run(clear(CacheRequest.Unfinished.FORCE)).text())
                    .isEqualTo("Removed 20 answers from the cache.");
            assertThat(cache.rowsOf("answer")).isZero();
        }
    }

    @Test
    void anEstimateThatWasKilledDoesNotKeepTheCacheFromBeingCleared() {
        Path input = Rows.write(folder, 5, n -> "topic " + n);

        try (Application application = start()) {
            application.onPlan(database -> {
                // What a kill in the plan leaves of an estimate.
                database.execute("create table kept as select * from run");
            });
            application.estimate(Requests.of(input));
            application.database().execute("insert into run select * from kept");

            assertThat(application
                            .bean(CacheCommand.class)
                            .run(clear(CacheRequest.Unfinished.REFUSE))
                            .exitCode())
                    .isEqualTo(ExitCode.OK);
        }
    }

    private static CacheRequest clear(CacheRequest.Unfinished unfinished) {
        return new CacheRequest.Clear(Optional.empty(), Optional.empty(), unfinished);
    }

    private Application start(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "enricher.openai.base-url=" + provider.openAiBaseUrl();
        return new Application(folder, all);
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setTime(Path path, FileTime time) {
        try {
            Files.setLastModifiedTime(path, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Application application, String state) {
        return Objects.requireNonNull(application
                .database()
                .queryForObject(
                        "select count(*) from work_item w left join work_done d on d.run_id = w.run_id"
                                + " and d.number = w.number where w.state = ? and d.number is null",
                        Long.class,
                        state));
    }

    private static void assertCounts(StepExecution step, long read, long filtered, long written, long skipped) {
        assertThat(List.of(step.getReadCount(), step.getFilterCount(), step.getWriteCount(), step.getWriteSkipCount()))
                .as("%s: read, filtered, written, skipped", step.getStepName())
                .containsExactly(read, filtered, written, skipped);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError(latch.getCount() + " calls are missing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
