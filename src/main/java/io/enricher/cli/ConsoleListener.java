package io.enricher.cli;

import io.enricher.domain.Amounts;
import io.enricher.domain.PlainText;
import io.enricher.job.Plan;
import io.enricher.job.RunListener;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells on the console what the run is about to do. */
final class ConsoleListener implements RunListener {

    private final PrintStream console;
    private final String title;
    private final Optional<Path> output;

    /**
     * @param title  the first line, such as {@code enricher 0.1.0   job enrich}
     * @param output what will be written, absolute; empty if nothing is
     */
    ConsoleListener(PrintStream console, String title, Optional<Path> output) {
        this.console = console;
        this.title = title;
        this.output = output;
    }

    @Override
    public void opened(Path stateDirectory, String cache, List<String> configuration) {
        console.println(title);
        line("state", stateDirectory + " (" + cache + ")");
        line("config", configuration.isEmpty() ? "defaults, no file read" : String.join(", ", configuration));
        output.ifPresent(path -> line("output", shown(path)));
    }

    /** As a person in this folder would write it. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    @Override
    public void reads(String files) {
        line("input", files);
    }

    @Override
    public void continues(String news) {
        line("restart", news);
    }

    @Override
    public void planned(Plan plan) {
        line("model", plan.provider() + " " + plan.model() + " (" + plan.choice() + ")");
        if (plan.provider().equals("offline")) {
            line("", "answers are extracted from the rows' own text, not written by a language model");
        }
        line("rows", rows(plan));
        for (String reason : plan.reasons()) {
            line("", reason);
        }
        if (plan.toAsk() == 0) {
            line("plan", "nothing to ask: " + whyNothing(plan));
            return;
        }
        line(
                "plan",
                String.format(
                        Locale.ROOT,
                        "%s of up to %d rows, about %,d tokens in and %,d out",
                        Amounts.count(plan.calls(), "call", "calls"),
                        plan.batchSize(),
                        plan.inputTokens(),
                        plan.outputTokens()));
        plan.spans().ifPresent(spans -> tell(plan, spans));
        line("cost", cost(plan) + time(plan.time()));
    }

    private void tell(Plan plan, Plan.Spans spans) {
        line("spans", spans.sizes().text());
        if (spans.sizes().cut() > 0) {
            line("", spans.sizes().cutText());
        }
        long added = plan.calls() - spans.callsByCount();
        if (added > 0) {
            line(
                    "",
                    "grouping by file, kind and lines adds " + Amounts.count(added, "call", "calls")
                            + " (grouping=none fills prompts by count alone)");
        }
    }

    private static String whyNothing(Plan plan) {
        if (plan.rows() == 0) {
            return "no rows";
        }
        return plan.cached() == plan.rows() ? "all rows cached" : "0 calls";
    }

    private static String rows(Plan plan) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%,d: %,d cached, %,d to ask", plan.rows(), plan.cached(), plan.toAsk()));
        append(text, plan.answered(), "answered before the restart");
        append(text, plan.duplicates(), plan.duplicates() == 1 ? "duplicate of these" : "duplicates of these");
        append(text, plan.notSent(), "with an empty required field, not sent");
        append(text, plan.cooling(), "failed in an earlier run, not asked yet (enricher.failed-cooldown)");
        return text.toString();
    }

    private static void append(StringBuilder text, long rows, String what) {
        if (rows > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", rows, what));
        }
    }

    private static String cost(Plan plan) {
        String cap =
                plan.capUsd().map(limit -> ", cap $" + limit.toPlainString()).orElse(", no cap");
        String spent = plan.spentUsd()
                .filter(usd -> usd.signum() > 0)
                .map(usd -> ", " + Amounts.dollars(usd) + " spent or possibly charged before the restart")
                .orElse("");
        return plan.expectedUsd()
                        .map(expected -> "about " + Amounts.dollars(expected) + " (" + usd(plan.lowUsd()) + " to "
                                + usd(plan.highUsd()) + ")")
                        .orElse("unknown, no price for " + plan.model())
                + cap
                + spent;
    }

    private static String time(Duration time) {
        return time.isZero() ? "" : ", about " + Amounts.time(time);
    }

    private static String usd(Optional<BigDecimal> amount) {
        return amount.map(Amounts::dollars).orElse("?");
    }

    private void line(String label, String text) {
        console.println(String.format(Locale.ROOT, "  %-8s %s", label, PlainText.line(text)));
    }
}
