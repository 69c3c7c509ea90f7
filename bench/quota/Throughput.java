import java.time.Duration;

/** Many calls at once: 100,000 rows, 200 in flight, 300 ms, in turns with the raw SDK. */
final class Throughput implements Regime {

    private static final int ROWS = 100_000;
    private static final int IN_FLIGHT = 200;
    private static final String WORDS = "latency=300";
    /** Do not count: with 200 threads on two processors the compilers, which get their turn last, are at work for so long. */
    private static final int WARM_UPS = 6;

    private static final int ROUNDS = 3;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("e. 100,000 rows, 200 in flight, 300 ms");
        double ours = 0;
        double sdk = 0;
        int lost = 0;
        for (int round = 1; round <= WARM_UPS; round++) {
            sdk(bench, report);
            enricher(bench, report);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            Measured raw = sdk(bench, report);
            Measured run = enricher(bench, report);
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

    private static Measured sdk(Bench bench, Report report) throws Exception {
        RawSdk client = new RawSdk(IN_FLIGHT, Duration.ZERO, 0);
        Measured run = bench.rawSdk("raw SDK, 20 rows a call", WORDS, ROWS, 20, client);
        report.row(run, 0);
        return run;
    }

    private static Measured enricher(Bench bench, Report report) throws Exception {
        Measured run = bench.enricher(
                "enricher", WORDS, ROWS, "--enricher.concurrency=" + IN_FLIGHT, "--enricher.max-cost=100");
        report.row(run, 0);
        return run;
    }
}
