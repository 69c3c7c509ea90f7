import io.enricher.testing.Latency;

/** The quota halves in mid-run without notice: 2,000 calls of one row, the first limit configured. */
final class HalvedQuota implements Regime {

    private static final int CALLS = 2_000;
    private static final int BEFORE = 3_000;
    private static final int AFTER = BEFORE / 2;
    /** More would let the second half out of what the first limit has saved up. */
    private static final double BURST = 0.05;

    private static final Latency LATENCY = Shortest.latency(300, 0);

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("g. quota halves in mid-run without notice (3,000, then 1,500 RPM), 2,000 calls");
        bench.simulator().start("latency=300 rpm=" + BEFORE + " burst=" + BURST);
        bench.simulator().requestsPerMinuteAfter(CALLS / 2, AFTER);
        Measured ours = bench.enricherOnThisSimulator(
                "enricher",
                bench.input(CALLS),
                CALLS,
                "batch-size=1",
                "--enricher.concurrency=50",
                "--enricher.limits.requests-per-minute=" + BEFORE,
                "--enricher.limits.burst=" + BURST);
        double shortest = Shortest.byChangedQuota(ours.seen(), LATENCY, CALLS / 2, BEFORE, AFTER, BURST);
        report.row(ours, shortest);
        report.atMost("makespan / shortest", ours.makespan() / shortest, 1.15);
        report.atMost("429s, % of calls", 100 * ours.seen().throttledShare(), 3);
        report.atMost("rows lost", ours.lost(), 0);
    }
}
