package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.job.ScriptedProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    private static final ProgressReporter.Intervals QUICK =
            new ProgressReporter.Intervals(Duration.ofMillis(2), Duration.ofMillis(4));

    private final ScriptedProgress progress = new ScriptedProgress();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private final BlockingQueue<String> lockFile = new LinkedBlockingQueue<>();

    @Test
    void beforeTheRowsToAskAreKnownThePhaseIsTold() throws InterruptedException {
        progress.enter("checking the cache");

        try (ProgressReporter reporter = plainReporter()) {
            reporter.start();
            nextReport();
        }

        assertThat(plainLines().get(0)).matches("20[-0-9T:]+Z progress checking the cache: 0 rows, [0-9.]+ s");
    }

    @Test
    void whileItAsksAPlainLineComesEveryTenPercentAtMost() throws InterruptedException {
        progress.enter("asking").toAsk(100);

        try (ProgressReporter reporter = plainReporter()) {
            reporter.start();
            nextReport();
            for (int i = 1; i <= 100; i++) {
                progress.failed(1);
                nextReport();
                nextReport();
            }
        }

        assertThat(plainLines()).hasSize(10);
        assertThat(plainLines().get(9))
                .contains(" 100%  100/100 rows ", "100 failed", "$0.0000", "7 in flight", " 75% cached", "0 calls");
    }

    @Test
    void thePhasesAfterTheAskingAreToldAsTimePasses() throws InterruptedException {
        progress.enter("asking").toAsk(4).failed(4);

        try (ProgressReporter reporter = plainReporter()) {
            reporter.start();
            nextReport();
            progress.enter("writing the output");
            nextReport();
            nextReport();
            nextReport();
        }

        assertThat(plainLines().get(plainLines().size() - 1)).contains("writing the output: 0 rows, 4 asked");
    }

    @Test
    void onATerminalTheStatusLineIsDrawnAndTakenAwayAtTheEnd() throws InterruptedException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        StatusLine line = new StatusLine(new PrintStream(terminal, true, StandardCharsets.UTF_8), "100");
        progress.enter("asking").toAsk(200).failed(50);

        try (ProgressReporter reporter =
                new ProgressReporter(progress.watched(), Optional.of(line), printer(), lockFile::add, QUICK)) {
            reporter.start();
            nextReport();
        }

        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains(" 25%  50/200 rows ");
        assertThat(Screen.of(terminal.toByteArray())).containsExactly("");
        assertThat(plain.toByteArray()).isEmpty();
    }

    @Test
    void theEndWaitsForAReportThatIsBeingWrittenAndDoesNotInterruptIt() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicBoolean written = new AtomicBoolean();
        ProgressReporter reporter = new ProgressReporter(
                progress.watched(),
                Optional.empty(),
                printer(),
                text -> {
                    writing.countDown();
                    try {
                        written.set(mayGoOn.await(20, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                QUICK);
        reporter.start();
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
        Thread ender = new Thread(reporter::close);

        ender.start();
        while (ender.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mayGoOn.countDown();
        ender.join(20_000);

        assertThat(ender.isAlive()).isFalse();
        assertThat(written).isTrue();
    }

    private ProgressReporter plainReporter() {
        return new ProgressReporter(progress.watched(), Optional.empty(), printer(), lockFile::add, QUICK);
    }

    private void nextReport() throws InterruptedException {
        lockFile.clear();
        assertThat(lockFile.poll(20, TimeUnit.SECONDS)).as("a report").isNotNull();
    }

    private PrintStream printer() {
        return new PrintStream(plain, true, StandardCharsets.UTF_8);
    }

    private List<String> plainLines() {
        return plain.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
