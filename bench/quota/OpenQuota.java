import io.enricher.testing.Latency;
import java.time.Duration;

/** Bound by latency alone: 2,000 rows, 50 in flight, answers that take 0.6 to 6 s. */
final class OpenQuota implements Regime {

    private static final int ROWS = 2_000;
    private static final int IN_FLIGHT = 50;
    private static final Latency LATENCY = Shortest.latency(700, 60).logNormal(0.5, 1);
    private static final String WORDS = "latency=700 per-item=60 sigma=0.5 seed=1";
    private static final int SAMPLE = 5;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("b. 2,000 rows, open quota, 50 in flight, log-normal latency (sigma 0.5)");
        Measured ours = bench.enricher("enricher", WORDS, ROWS, "--enricher.concurrency=" + IN_FLIGHT);
        double shortest = Shortest.byLatency(ours.seen(), LATENCY, IN_FLIGHT);
        report.row(ours, shortest);
        report.row(
                bench.rawSdk("raw SDK, 20 rows a call, 50 in flight", WORDS, ROWS, 20, new RawSdk(50, Duration.ZERO, 2)),
                shortest);
        report.row(
                bench.rawSdk("20 rows a call, 10 in flight", WORDS, ROWS, 20, new RawSdk(10, Duration.ZERO, 2)), shortest);
        Measured single = bench.rawSdk(
                        "one row a call, 10 in flight", WORDS, ROWS / SAMPLE, 1, new RawSdk(10, Duration.ZERO, 2))
                .scaled(SAMPLE);
        report.row(single, shortest);
        report.row(
                bench.rawSdk("one row a call in sequence", WORDS, ROWS / 80, 1, new RawSdk(1, Duration.ZERO, 2))
                        .scaled(80),
                shortest);
        report.atMost("makespan / (sum of latencies / 50 + longest)", ours.makespan() / shortest, 1.15);
        report.atMost("rows lost", ours.lost(), 0);
        report.atLeast("times faster than one row a call, 10 in flight", single.makespan() / ours.makespan(), 10);
    }
}
