import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one regime in this process, warm: {@code Quota FOLDER REGIME}; {@code bench/quota.sh} starts it. */
final class Quota {

    private static final Map<String, Regime> REGIMES = new LinkedHashMap<>();

    static {
        REGIMES.put("a", new SmallQuota());
        REGIMES.put("b", new OpenQuota());
        REGIMES.put("c", TokenQuota::configured);
        REGIMES.put("d", TokenQuota::unknown);
        REGIMES.put("e", new Throughput());
        REGIMES.put("f", new CpuPerCall());
        REGIMES.put("g", new HalvedQuota());
        REGIMES.put("h", new Faults());
        REGIMES.put("i", new Outage());
        REGIMES.put("j", new CostCap());
        REGIMES.put("k", new MillionPending());
    }

    private Quota() {}

    /** Exits with 1 if a target was missed. */
    public static void main(String[] arguments) throws Exception {
        // As the program's own main does, before H2 is loaded.
        System.setProperty("h2.objectCache", "false");
        Regime regime = REGIMES.get(arguments[1]);
        if (regime == null) {
            System.err.println("unknown regime " + arguments[1] + "; there are " + String.join(" ", REGIMES.keySet()));
            System.exit(2);
        }
        Report report = new Report();
        try (Bench bench = new Bench(Path.of(arguments[0]))) {
            bench.warmUp();
            regime.run(bench, report);
            report.end();
        }
        System.exit(report.missed() == 0 ? 0 : 1);
    }
}
