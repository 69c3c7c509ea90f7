package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.domain.PlainText;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.Calls;
import io.enricher.domain.RunSummary.InputFile;
import io.enricher.domain.RunSummary.Rows;
import io.enricher.domain.RunSummary.Source;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A finished run as a block of text for a person; lines end with LF. */
public final class ConsoleSummary {

    private static final String RULE = "=".repeat(60);
    private static final int FILES_SHOWN = 10;
    private static final String COMPLETED = "COMPLETED";
    private static final String OFFLINE = "offline";

    public String render(RunSummary run) {
        LabelledLines lines = new LabelledLines();
        lines.plain(RULE).plain("ENRICHMENT SUMMARY").plain(RULE);
        addVerdict(lines, run);
        run.source().ifPresent(source -> addSource(lines, source, run.rows()));
        addRows(lines, run);
        addModel(lines, run);
        new FailedRows(run).addTo(lines);
        addFiles(lines, run);
        return lines.toString();
    }

    private static void addVerdict(LabelledLines lines, RunSummary run) {
        lines.line("Verdict", PlainText.line(Verdict.of(run)));
        run.problem().ifPresent(problem -> lines.line("Problem", PlainText.line(problem)));
        String next = NextStep.after(run.exitCode());
        if (!next.isEmpty()) {
            lines.line("Next", next);
        }
        lines.plain("");
    }

    /** What changed since it was last asked is what was not in the cache. */
    private static void addSource(LabelledLines lines, Source source, Rows rows) {
        long spans = rows.total() - rows.rejected();
        String counted = Amounts.count(spans, "span", "spans");
        lines.line(
                "Source",
                (rows.cached() > 0
                                ? Amounts.count(spans - rows.cached()) + " of " + counted + " changed"
                                : counted + ", none of them answered before")
                        + (source.files() > 0 ? ", " + Amounts.count(source.files(), "file", "files") : ""));
        addCounts(lines, "Not read", source.skipped());
        addCounts(lines, "Lines only", source.fallbacks());
    }

    private static void addCounts(LabelledLines lines, String label, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            lines.line(
                    label,
                    counts.entrySet().stream()
                            .map(count -> Amounts.count(count.getValue()) + " "
                                    + count.getKey().replace('_', ' '))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Of a run that ended early the rows that it came to, which may be all good so far. */
    private static void addRows(LabelledLines lines, RunSummary run) {
        Rows rows = run.rows();
        boolean isWhole = run.status().equals(COMPLETED);
        lines.line(isWhole ? "Total rows" : "Rows so far", Amounts.count(rows.total()));
        lines.line("Cache hits", Amounts.count(rows.cached()));
        lines.line("Newly enriched", Amounts.count(rows.enriched()));
        lines.line("Duplicates", Amounts.count(rows.duplicates()));
        if (rows.defaulted() > 0) {
            lines.line("Defaulted", Amounts.count(rows.defaulted()));
        }
        lines.line("Failed", Amounts.count(rows.failed()));
        if (rows.rejected() > 0) {
            lines.line("Rejected", Amounts.count(rows.rejected()));
        }
        if (run.outstanding() > 0) {
            lines.line("Still to ask", Amounts.count(run.outstanding()));
        }
        if (isWhole) {
            lines.line("Success rate", successRate(rows));
        }
    }

    private static String successRate(Rows rows) {
        long total = rows.total();
        return total == 0 ? "no rows" : Amounts.share(total - rows.failed() - rows.rejected(), total);
    }

    private static void addModel(LabelledLines lines, RunSummary run) {
        lines.plain("");
        lines.line("Model", PlainText.line(run.model()) + " (" + PlainText.line(run.provider()) + ")");
        if (run.provider().equals(OFFLINE)) {
            lines.line("Note", "answers were made offline by extraction, not by a language model");
        }
        lines.line("Calls", calls(run.calls()));
        if (run.batchSizes().areWorthTelling()) {
            lines.line("Batch sizes", BatchSizesText.of(run.batchSizes()));
        }
        if (run.calls().aborted() > 0) {
            lines.line("Given up", givenUp(run.calls().aborted()));
        }
        lines.line("Tokens", tokens(run.tokens()));
        lines.line("Cost", cost(run));
        if (run.cost().possiblyCharged().signum() > 0) {
            lines.line(
                    "Maybe charged",
                    "up to " + Amounts.dollars(run.cost().possiblyCharged())
                            + " more, for calls that ended without an answer");
        }
        lines.line("Saved by cache", dollarsOrUnknown(run.cost().saved(), run));
        run.cost()
                .savedByDuplicates()
                .filter(saved -> run.rows().duplicates() > 0)
                .ifPresent(saved -> lines.line(
                        "Saved by same",
                        Amounts.dollars(saved) + ", " + Amounts.count(run.rows().duplicates(), "row", "rows")
                                + " like one that was asked"));
        lines.line("Time", Amounts.time(run.duration()));
    }

    static String calls(Calls calls) {
        String total = Amounts.count(calls.total());
        return calls.total() == 0
                ? total
                : total + " (" + Amounts.count(calls.retries(), "retry", "retries") + ", "
                        + Amounts.count(calls.throttled()) + " throttled, "
                        + Amounts.count(calls.errors(), "error", "errors") + ")";
    }

    static String givenUp(long calls) {
        return Amounts.count(calls, "call", "calls")
                + " in flight when the run was stopped; the provider may charge for " + (calls == 1 ? "it" : "them");
    }

    static String tokens(Usage tokens) {
        String input = Amounts.count(tokens.input()) + " in";
        if (tokens.cachedInput() > 0) {
            input += " (" + Amounts.count(tokens.cachedInput()) + " from the provider's cache)";
        }
        String output = Amounts.count(tokens.output()) + " out";
        if (tokens.reasoning() > 0) {
            output += " (" + Amounts.count(tokens.reasoning()) + " of it reasoning)";
        }
        return input + ", " + output;
    }

    private static String cost(RunSummary run) {
        String actual = dollarsOrUnknown(run.cost().actual(), run);
        return run.cost()
                .estimated()
                .filter(estimate -> run.cost().actual().isPresent())
                .map(estimate -> actual + " (planned: " + Amounts.dollars(estimate) + ")")
                .orElse(actual);
    }

    private static String dollarsOrUnknown(Optional<BigDecimal> amount, RunSummary run) {
        return amount.map(Amounts::dollars).orElse("unknown (no price for " + PlainText.line(run.model()) + ")");
    }

    private static void addFiles(LabelledLines lines, RunSummary run) {
        lines.plain("");
        String output = PlainText.line(run.output());
        lines.line("Output", run.status().equals(COMPLETED) ? output : notWritten(run, output));
        if (run.status().equals(COMPLETED)) {
            addOutputs(lines, run.files());
        }
        run.reports().partial().stream()
                .limit(FILES_SHOWN)
                .forEach(path -> lines.line("Done so far", PlainText.line(path)));
        run.reports().rejected().ifPresent(path -> lines.line("Rejected rows", PlainText.line(path)));
        run.reports().summary().ifPresent(path -> lines.line("Summary", PlainText.line(path)));
        run.reports().report().ifPresent(path -> lines.line("Report", PlainText.line(path)));
    }

    private static String notWritten(RunSummary run, String output) {
        return run.exitCode() == ExitCode.OUTPUT_FAILED && !run.files().isEmpty()
                ? "in part: what could be replaced in " + output + " is new, the rest as it was"
                : "not written: " + output + " was not touched";
    }

    private static void addOutputs(LabelledLines lines, List<InputFile> files) {
        files.stream().limit(FILES_SHOWN).forEach(file -> lines.plain(output(file)));
        if (files.size() > FILES_SHOWN) {
            lines.plain("  and " + Amounts.count(files.size() - FILES_SHOWN) + " more in the summary");
        }
    }

    private static String output(InputFile file) {
        Rows rows = file.rows().orElse(Rows.NONE);
        return "  " + fileName(file.output()) + ": " + Amounts.count(rows.total(), "row", "rows")
                + (rows.failed() > 0 ? ", " + Amounts.count(rows.failed()) + " failed" : "")
                + (rows.rejected() > 0 ? ", " + Amounts.count(rows.rejected()) + " rejected" : "");
    }

    private static String fileName(String path) {
        return PlainText.line(Path.of(path).getFileName().toString());
    }
}
