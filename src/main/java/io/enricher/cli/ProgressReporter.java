package io.enricher.cli;

import io.enricher.domain.Amounts;
import io.enricher.job.RunProgress;
import io.enricher.job.RunProgress.Snapshot;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows how far the run is: a status line on a terminal, else a plain line every 30 seconds; while it asks, every 10 % if
 * that is rarer.
 */
final class ProgressReporter implements AutoCloseable {

    private static final Intervals USUAL = new Intervals(Duration.ofMillis(250), Duration.ofSeconds(30));
    private static final int PLAIN_STEP_PERCENT = 10;

    /** More than a report takes; its end must not wait for a disk that hangs. */
    private static final Duration LONGEST_LAST_REPORT = Duration.ofSeconds(2);

    private final RunProgress progress;
    private final Optional<StatusLine> statusLine;
    private final PrintStream plain;
    private final Consumer<String> lockFile;
    private final Intervals intervals;
    private final ScheduledExecutorService timer;
    private final long startedNanos = System.nanoTime();
    private long askingSinceNanos;
    private long lastPlainNanos = System.nanoTime();
    private int lastPlainPercent;

    /**
     * How often a report is made.
     *
     * @param draw  of the status line
     * @param plain least time between two plain lines
     */
    record Intervals(Duration draw, Duration plain) {}

    /**
     * @param statusLine on a terminal
     * @param plain      where plain lines go if there is no terminal
     * @param lockFile   told as well, for others who wait for the run
     */
    ProgressReporter(
            RunProgress progress, Optional<StatusLine> statusLine, PrintStream plain, Consumer<String> lockFile) {
        this(progress, statusLine, plain, lockFile, USUAL);
    }

    ProgressReporter(
            RunProgress progress,
            Optional<StatusLine> statusLine,
            PrintStream plain,
            Consumer<String> lockFile,
            Intervals intervals) {
        this.progress = progress;
        this.statusLine = statusLine;
        this.plain = plain;
        this.lockFile = lockFile;
        this.intervals = intervals;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        Future<?> unused = timer.scheduleAtFixedRate(
                this::report, intervals.draw().toMillis(), intervals.draw().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        endTimer();
        statusLine.ifPresent(line -> line.show(""));
    }

    /** Without an interrupt: it would close the lock file under a report that is writing to it, and so give up the lock. */
    private void endTimer() {
        timer.shutdown();
        try {
            boolean unused = timer.awaitTermination(LONGEST_LAST_REPORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        Snapshot now = progress.snapshot();
        if (now.toAsk() > 0 && askingSinceNanos == 0) {
            askingSinceNanos = System.nanoTime();
        }
        statusLine.ifPresent(line -> line.show(text(now)));
        if (System.nanoTime() - lastPlainNanos >= intervals.plain().toNanos()) {
            lastPlainNanos = System.nanoTime();
            tell(now);
        }
    }

    private void tell(Snapshot now) {
        String text = text(now);
        lockFile.accept(text.strip());
        boolean farther = !isAsking(now) || percent(now) >= lastPlainPercent + PLAIN_STEP_PERCENT;
        if (farther && statusLine.isEmpty()) {
            lastPlainPercent = percent(now);
            plain.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " progress" + text);
        }
    }

    private static boolean isAsking(Snapshot now) {
        return now.toAsk() > 0 && now.phase().equals("asking");
    }

    private String text(Snapshot now) {
        if (now.toAsk() == 0) {
            return String.format(Locale.ROOT, " %s: %s, %s", now.phase(), doneInPhase(now), elapsed());
        }
        if (!isAsking(now)) {
            return String.format(
                    Locale.ROOT, " %s: %s, %,d asked, %s", now.phase(), doneInPhase(now), now.done(), elapsed());
        }
        return String.format(
                Locale.ROOT,
                // What a narrow terminal cuts off comes last.
                " %d%%  %,d/%,d rows  %.1f rows/s  %s left  %,d failed  %s  %,d in flight  %s cached  %,d calls",
                percent(now),
                now.done(),
                now.toAsk(),
                rowsPerSecond(now),
                left(now),
                now.failed(),
                now.costUsd().map(Amounts::dollars).orElse("cost unknown"),
                now.inFlight(),
                cachedPercent(now) + "%",
                now.calls());
    }

    private static String doneInPhase(Snapshot now) {
        String of = now.phaseTotal() == 0 ? "" : " of " + Amounts.count(now.phaseTotal());
        return Amounts.count(now.phaseDone()) + of + " " + now.unit();
    }

    private double rowsPerSecond(Snapshot now) {
        double seconds = (System.nanoTime() - askingSinceNanos) / 1e9;
        return seconds <= 0 ? 0 : now.done() / seconds;
    }

    private String left(Snapshot now) {
        double speed = rowsPerSecond(now);
        return speed == 0 ? "?" : Amounts.time(Duration.ofSeconds(Math.round((now.toAsk() - now.done()) / speed)));
    }

    private String elapsed() {
        return Amounts.time(Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    private static long cachedPercent(Snapshot now) {
        return now.rows() == 0 ? 0 : now.cached() * 100 / now.rows();
    }

    private static int percent(Snapshot now) {
        return now.toAsk() == 0 ? 0 : (int) (now.done() * 100 / now.toAsk());
    }
}
