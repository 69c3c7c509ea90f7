import java.time.Duration;

/** What a call costs the client, with store and ledger on: calls of one row, answered at once. */
final class CpuPerCall implements Regime {

    private static final int FEW = 2_000;
    private static final int MANY = 6_000;
    private static final int IN_FLIGHT = 16;
    /**
     * What a call costs is told of clients that are compiled: on two cores the second compiler is at work on the SDK for six
     * of these turns and on the enricher, which is more code, for some twenty. The report says what it took all the same.
     */
    private static final int WARM_UPS = 24;

    private static final int TURNS = 8;
    /** For the compilers to have done what the run before left to them. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("f. marginal client CPU per call between 2,000 and 6,000 calls of one row, answered at once");
        for (int round = 0; round < WARM_UPS; round++) {
            sdk(bench, MANY);
            ours(bench, MANY);
        }
        Turns raw = new Turns();
        Turns enricher = new Turns();
        for (int turn = 0; turn < TURNS; turn++) {
            raw.add(report, sdk(bench, FEW), sdk(bench, MANY));
            enricher.add(report, ours(bench, FEW), ours(bench, MANY));
        }
        report.say(
                "Difference of two runs, from the first request to the last reply, per call: enricher %.2f ms, raw SDK %.2f ms",
                enricher.difference(), raw.difference());
        report.say(
                "The same of whole runs, with what reads, plans and writes the rows: enricher %.2f ms, raw SDK %.2f ms",
                enricher.whole(), raw.whole());
        report.say(
                "Within the run of 6,000, from reply 2,000 on: enricher %.2f ms, raw SDK %.2f ms",
                enricher.within(), raw.within());
        report.say(
                "Of that the JVM's compilers worked for: enricher %.3f ms, raw SDK %.3f ms",
                enricher.compiling(), raw.compiling());
        report.atMost("CPU of the difference / raw SDK", enricher.difference() / raw.difference(), 2);
        report.atMost("CPU within the run / raw SDK", enricher.within() / raw.within(), 2);
    }

    /** The mean of a client's turns: one alone is over in seconds, and may fall into a bad moment of the machine. */
    private static final class Turns {

        private double difference;
        private double whole;
        private double within;
        private double compiling;

        void add(Report report, Measured few, Measured many) {
            report.row(few, 0);
            report.row(many, 0);
            difference += (many.cpuMillis() - few.cpuMillis()) / (MANY - FEW);
            whole += (many.meter().cpuSeconds() - few.meter().cpuSeconds()) * 1000 / (MANY - FEW);
            within += many.cpuMillisPerCall(FEW, MANY);
            compiling += many.compilingMillisPerCall(FEW, MANY);
        }

        double difference() {
            return difference / TURNS;
        }

        double whole() {
            return whole / TURNS;
        }

        double within() {
            return within / TURNS;
        }

        double compiling() {
            return compiling / TURNS;
        }
    }

    private static Measured sdk(Bench bench, int rows) throws Exception {
        ClientMeter.awaitQuiet(LONGEST_WAIT);
        return bench.rawSdk("raw SDK, " + rows + " calls", "", rows, 1, new RawSdk(IN_FLIGHT, Duration.ZERO, 0));
    }

    private static Measured ours(Bench bench, int rows) throws Exception {
        ClientMeter.awaitQuiet(LONGEST_WAIT);
        return bench.enricher(
                "enricher, " + rows + " calls", "", rows, "batch-size=1", "--enricher.concurrency=" + IN_FLIGHT);
    }
}
