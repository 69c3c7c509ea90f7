package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.BatchSizes;
import io.enricher.domain.RunSummary.BatchSizes.OfSize;
import io.enricher.domain.RunSummary.Reports;
import io.enricher.domain.RunSummary.Rows;
import io.enricher.domain.ShrinkCause;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsoleSummaryTest {

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(locale);
    }

    @Test
    void runThatTheCapEndedNamesWhatIsDoneAndWhatMayHaveBeenCharged() {
        assertThat(render(SummaryRuns.capped()))
                .contains("Maybe charged:   up to $0.0125 more, for calls that ended without an answer")
                .contains("Saved by same:   $0.0004, 2 rows like one that was asked")
                .contains("Done so far:     /data/output/roadmap.partial.enriched.csv");
    }

    @Test
    void runWithFailedRowsTellsAllInOneBlock() {
        assertThat(render(SummaryRuns.withFailures()))
                .isEqualTo(
                        """
                        ============================================================
                        ENRICHMENT SUMMARY
                        ============================================================
                        Verdict:         DONE, 2 rows need a look
                        Next:            mend rows that the input is to blame for; the same command asks the failed rows again, no others

                        Total rows:      150
                        Cache hits:      50
                        Newly enriched:  98
                        Duplicates:      0
                        Failed:          2
                        Success rate:    98.7%

                        Model:           gpt-5-nano (openai)
                        Calls:           11 (2 retries, 1 throttled, 1 error)
                        Tokens:          12,000 in (3,000 from the provider's cache), 4,500 out (1,200 of it reasoning)
                        Cost:            $0.0012 (planned: $0.0015)
                        Saved by cache:  $0.0006
                        Time:            1 min 12 s

                        Failed rows:
                          1 row missing_in_reply
                            row 90 (line 104)
                          1 row refused
                            row 17 (line 19): the model refused

                        Output:          /data/output/roadmap.enriched.csv
                        Summary:         /data/output/roadmap.summary.json
                        """);
    }

    @Test
    void sizesOfPromptsAreToldIfThereWasMoreThanOne() {
        BatchSizes sizes = new BatchSizes(
                List.of(new OfSize(20, 5, 3), new OfSize(10, 1, 0)),
                Map.of(ShrinkCause.UNANSWERED, 1L, ShrinkCause.CUT, 1L));

        assertThat(render(SummaryRuns.withBatchSizes(sizes)))
                .contains(
                        "\nBatch sizes:     up to 20 rows x 5 calls, 10 rows x 1 call (shrunk twice: replies cut at the"
                                + " output limit; replies without many of their answers)\n");
        assertThat(render(SummaryRuns.withBatchSizes(new BatchSizes(List.of(new OfSize(20, 5, 3)), Map.of()))))
                .doesNotContain("Batch sizes");
    }

    @Test
    void manySizesOfPromptsAreToldByTheirRange() {
        List<OfSize> sizes = List.of(
                new OfSize(20, 2, 2),
                new OfSize(10, 1, 1),
                new OfSize(9, 2, 2),
                new OfSize(8, 30, 0),
                new OfSize(4, 3, 0));

        assertThat(render(SummaryRuns.withBatchSizes(new BatchSizes(sizes, Map.of(ShrinkCause.CUT, 3L)))))
                .contains(
                        "\nBatch sizes:     up to 4 to 20 rows, most often 8 (30 of 38 calls) (shrunk 3 times: replies"
                                + " cut at the output limit)\n");
    }

    @Test
    void offlineRunSaysThatNoModelAnswered() {
        assertThat(render(SummaryRuns.offline()))
                .contains(
                        """
                        Total rows:      12,000
                        Cache hits:      12,000
                        Newly enriched:  0
                        Duplicates:      0
                        Failed:          0
                        Success rate:    100.0%

                        Model:           offline-extractive (offline)
                        Note:            answers were made offline by extraction, not by a language model
                        Calls:           0
                        """)
                .contains("Cost:            $0.0000 (planned: $0.0000)\n")
                .doesNotContain("Next:", "Problem:", "Failed rows:");
    }

    @Test
    void callsThatAStopGaveUpAreNoErrorsButMayHaveToBePaid() {
        assertThat(new ConsoleSummary().render(SummaryRuns.givenUp(2)))
                .contains("Calls:           3 (0 retries, 0 throttled, 0 errors)\n")
                .contains("Given up:        2 calls in flight when the run was stopped; the provider may charge for"
                        + " them\n");
        assertThat(new ConsoleSummary().render(SummaryRuns.givenUp(1))).contains("1 call in flight", "charge for it\n");
        assertThat(new ConsoleSummary().render(SummaryRuns.givenUp(0))).doesNotContain("Given up");
    }

    @Test
    void runThatDidNotCompleteNamesTheProblemAndTheNextStep() {
        RunSummary run = SummaryRuns.stopped(ExitCode.NOT_NOW, "the cost cap of $10 is reached");

        assertThat(render(run))
                .contains(
                        """
                        Rows so far:     25
                        Cache hits:      0
                        Newly enriched:  20
                        Duplicates:      1
                        Defaulted:       1
                        Failed:          0
                        Rejected:        3
                        Still to ask:    128

                        """)
                .doesNotContain("Success rate")
                .contains(
                        """
                        Verdict:         FAILED
                        Problem:         the cost cap of $10 is reached
                        Next:            when that has passed or is changed, start the same command again to continue; answers are kept

                        """)
                .contains("Cost:            unknown (no price for my-model)\n")
                .endsWith(
                        """
                        Output:          not written: /data/output/roadmap.enriched.csv was not touched
                        Summary:         /data/output/roadmap.summary.json
                        """);
    }

    @ParameterizedTest
    @EnumSource(value = ExitCode.class, names = "OK", mode = EnumSource.Mode.EXCLUDE)
    void everyOtherExitCodeHasANextStep(ExitCode exitCode) {
        assertThat(render(SummaryRuns.stopped(exitCode, "x"))).containsPattern("\nNext: +\\w.+\n");
    }

    @Test
    void threeFailuresOfAReasonAreShownAndTheRestCounted() {
        String text = render(SummaryRuns.withFailed(17, "m"));

        assertThat(text)
                .contains("\n  17 rows invalid_answer\n", "\n    row 3 (line 4): m\n")
                .contains("\n    and 14 more in /data/output/roadmap.summary.json\n")
                .doesNotContain("row 4 ");
    }

    @Test
    void rejectedFileIsNamedWhereThereIsOne() {
        RunSummary run = SummaryRuns.withReports(
                SummaryRuns.withFailures(),
                new Reports(
                        Optional.of("/s.json"),
                        Optional.empty(),
                        Optional.of("/data/output/roadmap.rejected.csv"),
                        List.of()));

        assertThat(render(run)).contains("Rejected rows:   /data/output/roadmap.rejected.csv\n");
    }

    @ParameterizedTest
    @CsvSource({
        "99999, 1, 0, 99.9%",
        "99999, 0, 1, 99.9%",
        "1, 1, 0, 50.0%",
        "2, 1, 0, 66.7%",
        "0, 7, 0, 0.0%",
        "7, 0, 0, 100.0%",
        "0, 0, 0, no rows"
    })
    void successRateIsNeverFullWhileARowIsMissing(long enriched, long failed, long rejected, String expected) {
        RunSummary run = SummaryRuns.ofRows(new Rows(0, enriched, 0, 0, failed, rejected));

        assertThat(render(run)).contains("Success rate:    " + expected + "\n");
    }

    @Test
    void hostileTextCannotMoveTheCursorNorForgeLines() {
        RunSummary run = SummaryRuns.withFailed(
                1,
                "\u001B[2J\u001B[31mred\u001B]0;title\u0007 \u009B1A\r\nFailed: 0\n\u202Eabc\u0000\b"
                        + "x".repeat(1_000));

        String text = render(run);

        assertThat(text).contains("(line 2): red  Failed: 0 abcxxx").contains("xxx…\n");
        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\u202E]");
        assertThat(text.lines()).allMatch(line -> line.length() < 400);
    }

    private static String render(RunSummary run) {
        return new ConsoleSummary().render(run);
    }
}
