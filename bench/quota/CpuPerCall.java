import java.time.Duration;

/** What a call costs the client, with store and ledger on: calls of one row, answered at once. */
final class CpuPerCall implements Regime {

    private static final int FEW = 2_000;
    private static final int MANY = 6_000;
    private static final int IN_FLIGHT = 16;
    /** The second compiler is behind for tens of thousands of calls where two cores are all there is. */
    private static final int WARM_UPS = 2;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("f. marginal client CPU per call between 2,000 and 6,000 calls of one row, answered at once");
        for (int round = 0; round < WARM_UPS; round++) {
            sdk(bench, MANY);
            ours(bench, MANY);
        }
        ClientMeter.awaitQuiet(Duration.ofSeconds(60));
        Measured sdkFew = sdk(bench, FEW);
        Measured oursFew = ours(bench, FEW);
        Measured sdkMany = sdk(bench, MANY);
        Measured oursMany = ours(bench, MANY);
        for (Measured run : new Measured[] {sdkFew, oursFew, sdkMany, oursMany}) {
            report.row(run, 0);
        }
        double ours = marginal(oursFew, oursMany);
        double sdk = marginal(sdkFew, sdkMany);
        report.say("Difference of two whole runs, per call: enricher %.2f ms, raw SDK %.2f ms", ours, sdk);
        double oursWithin = oursMany.cpuMillisPerCall(FEW, MANY);
        double sdkWithin = sdkMany.cpuMillisPerCall(FEW, MANY);
        report.say("Within the run of 6,000, from reply 2,000 on: enricher %.2f ms, raw SDK %.2f ms", oursWithin, sdkWithin);
        report.atMost("CPU of the difference / raw SDK", ours / sdk, 2);
        report.atMost("CPU within the run / raw SDK", oursWithin / sdkWithin, 2);
    }

    private static Measured sdk(Bench bench, int rows) throws Exception {
        return bench.rawSdk("raw SDK, " + rows + " calls", "", rows, 1, new RawSdk(IN_FLIGHT, Duration.ZERO, 0));
    }

    private static Measured ours(Bench bench, int rows) throws Exception {
        return bench.enricher(
                "enricher, " + rows + " calls", "", rows, "batch-size=1", "--enricher.concurrency=" + IN_FLIGHT);
    }

    private static double marginal(Measured few, Measured many) {
        return (many.meter().cpuSeconds() - few.meter().cpuSeconds()) * 1000 / (MANY - FEW);
    }
}
