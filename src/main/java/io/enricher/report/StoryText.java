package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.domain.PlainText;
import io.enricher.domain.RunStory;
import io.enricher.domain.RunStory.Effect;
import io.enricher.domain.RunStory.Execution;
import io.enricher.domain.RunSummary.Failure;
import io.enricher.domain.RunSummary.Rows;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The story of a run as text for a person; lines end with LF. */
public final class StoryText {

    private static final int FAILURES_SHOWN = 5;
    private static final int REPLIES_SHOWN = 20;
    private static final String STARTED = "STARTED";

    private final LocalTimes times;

    public StoryText(ZoneId zone) {
        this.times = new LocalTimes(zone);
    }

    public String render(RunStory story) {
        LabelledLines lines = new LabelledLines();
        addEnd(lines, story);
        addRows(lines, story);
        addModel(lines, story);
        addExecutions(lines, story);
        addFailures(lines, story);
        addReplies(lines, story);
        addIdentity(lines, story);
        addFiles(lines, story);
        addCommand(lines, story);
        return lines.toString();
    }

    private void addEnd(LabelledLines lines, RunStory story) {
        lines.line("Run", Long.toString(story.run().id()));
        String status = story.run().status().equals(STARTED)
                ? STARTED + " (running, or its process was killed)"
                : story.run().status();
        lines.line(
                "Status",
                status
                        + (story.run().exitCode().isPresent()
                                ? ", exit code " + story.run().exitCode().getAsInt()
                                : ""));
        story.problem().ifPresent(problem -> lines.line("Problem", PlainText.line(problem)));
        nextStep(story).ifPresent(next -> lines.line("Next", next));
        lines.line("Started", times.of(story.run().startedAt()));
        story.run().endedAt().ifPresent(end -> {
            lines.line("Ended", times.of(end));
            lines.line("Took", Amounts.time(story.run().duration()));
        });
    }

    /** Where a later run wrote the same output, there is nothing to do about this one. */
    private static Optional<String> nextStep(RunStory story) {
        return story.laterRun().isPresent()
                ? Optional.empty()
                : Arrays.stream(ExitCode.values())
                        .filter(code -> story.run().exitCode().stream().anyMatch(exit -> exit == code.code()))
                        .findFirst()
                        .map(NextStep::after)
                        .filter(next -> !next.isEmpty());
    }

    private static void addRows(LabelledLines lines, RunStory story) {
        Rows rows = story.run().rows();
        String parts = String.join(
                ", ",
                Amounts.count(rows.cached()) + " cached",
                Amounts.count(rows.enriched()) + " enriched",
                Amounts.count(rows.duplicates(), "duplicate", "duplicates"),
                Amounts.count(rows.defaulted()) + " defaulted",
                Amounts.count(rows.failed()) + " failed",
                Amounts.count(rows.rejected()) + " rejected");
        lines.plain("");
        lines.line(
                story.run().endedAt().isPresent() ? "Rows" : "Rows so far", Amounts.count(rows.total()) + ": " + parts);
    }

    private static void addModel(LabelledLines lines, RunStory story) {
        lines.line(
                "Model",
                PlainText.line(story.run().model()) + " ("
                        + PlainText.line(story.run().provider()) + ")");
        lines.line("Calls", ConsoleSummary.calls(story.calls()));
        if (story.batchSizes().areWorthTelling()) {
            lines.line("Batch sizes", BatchSizesText.of(story.batchSizes()));
        }
        if (story.calls().aborted() > 0) {
            lines.line("Given up", ConsoleSummary.givenUp(story.calls().aborted()));
        }
        lines.line("Tokens", ConsoleSummary.tokens(story.tokens()));
        lines.line(
                "Cost",
                story.cost().actual().map(Amounts::dollars).orElse("unknown")
                        + story.cost()
                                .estimated()
                                .map(planned -> " (planned: " + Amounts.dollars(planned) + ")")
                                .orElse(""));
        if (story.cost().possiblyCharged().signum() > 0) {
            lines.line(
                    "Maybe charged",
                    "up to " + Amounts.dollars(story.cost().possiblyCharged())
                            + " more, for calls that ended without an answer");
        }
        story.cost().saved().ifPresent(saved -> lines.line("Saved by cache", Amounts.dollars(saved)));
    }

    private void addExecutions(LabelledLines lines, RunStory story) {
        if (story.executions().isEmpty()) {
            return;
        }
        TextTable table =
                new TextTable(List.of("  Execution", "Started", "Took", "Status"), Set.of("  Execution", "Took"));
        story.executions().forEach(execution -> table.add(cells(execution)));
        lines.plain("")
                .plain("Executions, one for each start (executionId of the summary):")
                .plain(table.toString().stripTrailing());
    }

    private List<String> cells(Execution execution) {
        Optional<Duration> took =
                execution.startedAt().flatMap(start -> execution.endedAt().map(end -> Duration.between(start, end)));
        return List.of(
                "  " + execution.id(),
                execution.startedAt().map(times::of).orElse("-"),
                took.map(Amounts::time).orElse("-"),
                execution.status());
    }

    private static void addFailures(LabelledLines lines, RunStory story) {
        if (story.failures().isEmpty()) {
            return;
        }
        lines.plain("").plain("Failed rows:");
        story.failures().stream().limit(FAILURES_SHOWN).forEach(failure -> lines.plain(failure(failure)));
        long more = story.run().rows().failed()
                - Math.min(FAILURES_SHOWN, story.failures().size());
        if (more > 0) {
            lines.plain("  and " + Amounts.count(more) + " more; --json lists the first 1,000");
        }
    }

    private static String failure(Failure failure) {
        String file = failure.place().file() > 0 ? "file " + (failure.place().file() + 1) + ", " : "";
        String place = "  " + file + "row " + failure.place().row() + " (line "
                + failure.place().line() + "): " + failure.reason().code();
        String message = PlainText.message(failure.message());
        return message.isEmpty() ? place : place + ": " + message;
    }

    private static void addReplies(LabelledLines lines, RunStory story) {
        List<Long> kept = story.keptReplies();
        if (kept.isEmpty()) {
            return;
        }
        String shown = kept.stream().limit(REPLIES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        lines.plain("");
        lines.line(
                "Kept replies",
                "call " + shown
                        + (kept.size() > REPLIES_SHOWN
                                ? " and " + Amounts.count(kept.size() - REPLIES_SHOWN) + " more in --json"
                                : "")
                        + "; read one with --job=show call=" + kept.get(0));
    }

    private static void addIdentity(LabelledLines lines, RunStory story) {
        lines.plain("").plain("Identity (a start of which one of these differs is another run):");
        story.identity().forEach((name, value) -> {
            if (!value.isBlank()) {
                lines.plain("  " + name + ": " + PlainText.line(value));
            }
        });
    }

    private static void addFiles(LabelledLines lines, RunStory story) {
        lines.plain("");
        story.files()
                .forEach((name, path) -> lines.line(
                        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), PlainText.line(path)));
        if (!story.files().containsKey("output")) {
            lines.line("Output", "not there: " + PlainText.line(story.run().output()));
        }
        story.laterRun()
                .ifPresent(later -> lines.line("Note", "run " + later + " was started for the same output later"));
    }

    private static void addCommand(LabelledLines lines, RunStory story) {
        lines.plain("")
                .plain(
                        story.command().effect() == Effect.CONTINUES
                                ? "To continue it:"
                                : "To run it again (what is in the cache is not asked again):")
                .plain("  " + PlainText.line(story.command().line()));
        if (!story.command().left().isEmpty()) {
            lines.plain("  and add " + String.join("=…, ", story.command().left())
                    + "=… as it was: too long to be remembered");
        }
    }
}
