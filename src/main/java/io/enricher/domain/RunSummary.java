package io.enricher.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything a finished run reports; numbers are those of the whole job instance, restarts included.
 *
 * @param status      {@code COMPLETED}, {@code FAILED} or {@code STOPPED}
 * @param exitCode    the process's exit code
 * @param runId       the number of the run in the history
 * @param executionId the job repository's id of the last execution
 * @param job         name of the job
 * @param recipe      name of the recipe
 * @param provider    name of the provider asked
 * @param model       name of the model asked
 * @param input       absolute path of the input: a file, a folder or a pattern
 * @param output      absolute path of the output: a file, or the folder of several
 * @param files       the files that a folder or a pattern names, in their order; empty if the input is one file
 * @param startedAt   start of the first execution
 * @param duration    sum of the executions
 * @param outstanding rows of an unfinished run that are still to be asked, without later ones with their keys; 0 too where the
 *                    input was not read to its end
 * @param batchSizes  how many rows prompts might hold
 * @param failures    failed rows in the order of the input, at most the first 1,000
 * @param problem     why the run did not complete, empty if it did
 * @param source      of source code, what was read; empty for rows
 * @param reports     where the files beside the output are
 */
public record RunSummary(
        String status,
        ExitCode exitCode,
        long runId,
        long executionId,
        String job,
        String recipe,
        String provider,
        String model,
        String input,
        String output,
        List<InputFile> files,
        Instant startedAt,
        Duration duration,
        Rows rows,
        long outstanding,
        Calls calls,
        BatchSizes batchSizes,
        Usage tokens,
        Cost cost,
        List<Failure> failures,
        Optional<String> problem,
        Optional<Source> source,
        Reports reports) {

    public RunSummary {
        files = List.copyOf(files);
        failures = List.copyOf(failures);
    }

    /** The same where the summary itself could not be written to its file. */
    public RunSummary withoutFile() {
        return with(new Reports(Optional.empty(), reports.report(), reports.rejected(), reports.partial()));
    }

    /** The same with the page that was made of it. */
    public RunSummary withReport(String path) {
        return with(new Reports(reports.summary(), Optional.of(path), reports.rejected(), reports.partial()));
    }

    private RunSummary with(Reports changed) {
        return new RunSummary(
                status,
                exitCode,
                runId,
                executionId,
                job,
                recipe,
                provider,
                model,
                input,
                output,
                files,
                startedAt,
                duration,
                rows,
                outstanding,
                calls,
                batchSizes,
                tokens,
                cost,
                failures,
                problem,
                source,
                changed);
    }

    /**
     * Rows by where they came from; {@link #total()} is their sum.
     *
     * @param cached     answered before this run
     * @param enriched   asked in this run and answered
     * @param duplicates later rows with the key of one that was answered in this run
     * @param defaulted  not sent, filled with the recipe's default
     * @param failed     without an answer
     * @param rejected   records that could not be parsed
     */
    public record Rows(long cached, long enriched, long duplicates, long defaulted, long failed, long rejected) {

        public static final Rows NONE = new Rows(0, 0, 0, 0, 0, 0);

        public long total() {
            return cached + enriched + duplicates + defaulted + failed + rejected;
        }

        /** The rows of two parts of an input. */
        public Rows plus(Rows other) {
            return new Rows(
                    cached + other.cached,
                    enriched + other.enriched,
                    duplicates + other.duplicates,
                    defaulted + other.defaulted,
                    failed + other.failed,
                    rejected + other.rejected);
        }
    }

    /**
     * Calls of the run.
     *
     * @param ok        calls that brought a reply
     * @param throttled calls turned away for the rate limit or overload
     * @param errors    calls that failed otherwise
     * @param aborted   calls that were in flight when the run was stopped and were given up; possibly charged
     * @param retries   calls that repeated a failed attempt of the same prompt
     * @param batch     calls with several items
     * @param single    calls with one item
     */
    public record Calls(long ok, long throttled, long errors, long aborted, long retries, long batch, long single) {

        public static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0);

        public long total() {
            return ok + throttled + errors + aborted;
        }
    }

    /**
     * The most rows that prompts might hold, of replies to rows that were not asked before.
     *
     * @param sizes  the largest first
     * @param shrunk how often prompts became smaller, by cause
     */
    public record BatchSizes(List<OfSize> sizes, Map<ShrinkCause, Long> shrunk) {

        public static final BatchSizes NONE = new BatchSizes(List.of(), Map.of());

        public BatchSizes {
            sizes = List.copyOf(sizes);
            shrunk = Collections.unmodifiableMap(new TreeMap<>(shrunk));
        }

        /**
         * @param rows       most rows of a prompt
         * @param calls      replies to such prompts
         * @param incomplete of these, without a valid answer to every row
         */
        public record OfSize(int rows, long calls, long incomplete) {}

        /** Whether there is more to tell than that all prompts might be as large as each other. */
        public boolean areWorthTelling() {
            return sizes.size() > 1 || !shrunk.isEmpty();
        }
    }

    /**
     * Cost in US dollars; empty where the model's price is unknown.
     *
     * @param estimated what the plan expected
     * @param actual    the sum of all calls, failed attempts included
     * @param saved     what the rows from the cache would have cost
     * @param savedByDuplicates what the rows with the key of another one would have cost
     * @param possiblyCharged   at most what calls may have cost beyond that, of whose end nobody knows; kept with a cost
     *                          cap only, else 0
     */
    public record Cost(
            Optional<BigDecimal> estimated,
            Optional<BigDecimal> actual,
            Optional<BigDecimal> saved,
            Optional<BigDecimal> savedByDuplicates,
            BigDecimal possiblyCharged) {

        public static final Cost UNKNOWN =
                new Cost(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), BigDecimal.ZERO);
    }

    /**
     * Source code that was read. What follows is of a source tree; of chunks that were prepared elsewhere it is empty.
     *
     * @param files     files that were cut
     * @param skipped   files that were not read, by reason
     * @param fallbacks files that were cut into windows of lines, by reason
     */
    public record Source(long files, Map<String, Long> skipped, Map<String, Long> fallbacks) {

        public Source {
            skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
            fallbacks = Collections.unmodifiableMap(new TreeMap<>(fallbacks));
        }
    }

    /** A failed row: its place in the input, its reason and a message for a person. */
    public record Failure(Locator place, FailureReason reason, String message) {

        /** A row of the only file. */
        public Failure(long row, long line, FailureReason reason, String message) {
            this(Locator.inOnlyFile(row, line), reason, message);
        }
    }

    /** The input file that a failed row stands in, as it is to be named; empty if there is only one. */
    public Optional<InputFile> fileOf(Failure failure) {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(files.get(failure.place().file()));
    }

    /**
     * One of several input files; paths are absolute.
     *
     * @param output   the rows with their answers
     * @param rejected the records that could not be parsed, empty if there are none
     * @param rows     of this file; empty if the run did not complete
     */
    public record InputFile(String input, String output, Optional<String> rejected, Optional<Rows> rows) {}

    /**
     * Absolute paths of the files beside the output; empty where there is none.
     *
     * @param summary  the numbers as JSON
     * @param report   the run as a page
     * @param rejected the records that could not be parsed
     * @param partial  the rows done so far, by input file, of a run that the cost cap ended
     */
    public record Reports(
            Optional<String> summary, Optional<String> report, Optional<String> rejected, List<String> partial) {

        public Reports {
            partial = List.copyOf(partial);
        }
    }
}
