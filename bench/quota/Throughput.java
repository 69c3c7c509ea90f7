import java.time.Duration;

/** Many calls at once: 100,000 rows, 200 in flight, 300 ms, in turns with the raw SDK. */
final class Throughput implements Regime {

    private static final int ROWS = 100_000;
    private static final int IN_FLIGHT = 200;
    private static final String WORDS = "latency=300";
    private static final int ROUNDS = 2;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("e. 100,000 rows, 200 in flight, 300 ms");
        double ours = 0;
        double sdk = 0;
        int lost = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Measured raw =
                    bench.rawSdk("raw SDK, 20 rows a call", WORDS, ROWS, 20, new RawSdk(IN_FLIGHT, Duration.ZERO, 0));
            report.row(raw, 0);
            Measured run = bench.enricher(
                    "enricher", WORDS, ROWS, "--enricher.concurrency=" + IN_FLIGHT, "--enricher.max-cost=100");
            report.row(run, 0);
            sdk += 1 / raw.seen().middleCallsPerSecond();
            ours += 1 / run.seen().middleCallsPerSecond();
            lost += run.lost();
        }
        report.say(
                "Middle 80 %% of calls: enricher %.0f calls/s, raw SDK %.0f calls/s (of 667 that the latency allows)",
                ROUNDS / ours, ROUNDS / sdk);
        report.atLeast("throughput, % of the raw SDK's", 100 * sdk / ours, 85);
        report.atMost("rows lost", lost, 0);
    }
}
