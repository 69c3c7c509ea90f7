import io.enricher.testing.Latency;
import java.time.Duration;

/** A small input under a small quota, beside what people do about it: 150 rows, 15 requests a minute, burst allowed. */
final class SmallQuota implements Regime {

    private static final int ROWS = 150;
    private static final int PER_MINUTE = 15;
    private static final Latency LATENCY = Shortest.latency(700, 60);
    private static final String OPEN = "latency=700 per-item=60";
    private static final String WORDS = OPEN + " rpm=" + PER_MINUTE;
    private static final int SAMPLE = 5;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("a. 150 rows, 15 RPM, burst allowed, 700 ms + 60 ms per row");
        Measured ours = bench.enricher("enricher", WORDS, ROWS, "--enricher.limits.requests-per-minute=" + PER_MINUTE);
        double shortest = Shortest.byQuota(ours.seen(), LATENCY, PER_MINUTE, Integer.MAX_VALUE, 1);
        report.row(ours, shortest);
        Measured gap = bench.rawSdk(
                "20 rows a call, one after another, gap of 4 s", WORDS, ROWS, 20, new RawSdk(1, Duration.ofSeconds(4), 2));
        report.row(gap, shortest);
        report.row(
                bench.rawSdk("20 rows a call, 10 in flight", WORDS, ROWS, 20, new RawSdk(10, Duration.ZERO, 2)), shortest);
        // Under the quota these two would wait (150 - 15) * 4 s for it.
        report.row(
                bench.rawSdk("one row a call in sequence, open quota", OPEN, ROWS / SAMPLE, 1, new RawSdk(1, Duration.ZERO, 2))
                        .scaled(SAMPLE),
                shortest);
        report.row(
                bench.rawSdk("one row a call, 10 in flight, open quota", OPEN, ROWS, 1, new RawSdk(10, Duration.ZERO, 2)),
                shortest);
        report.atMost("makespan / shortest", ours.makespan() / shortest, 1.25);
        report.atMost("calls", ours.seen().all().size(), 8);
        report.atMost("429s", ours.seen().throttled(), 0);
        report.atMost("rows lost", ours.lost(), 0);
        report.atLeast("times faster than with the gap of 4 s", gap.makespan() / ours.makespan(), 10);
    }
}
