import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A provider on a bad day, and one row that never gets a valid answer. By five seeds, always the same: of some 35 calls
 * one seed has 12 % refused, another 26 %, and each refusal more is another second that all have to wait.
 */
final class Faults implements Regime {

    private static final int ROWS = 500;
    private static final int PROMPTS = 25;
    private static final String POISON = "POISON";
    private static final int SEEDS = 5;
    private static final String GOOD_DAY = "latency=700 per-item=60";
    private static final String FAULTS =
            " fault=rate-limited-seconds:0.2 fault=server-error:0.05 fault=reset:0.02 fault=wrong-type:" + POISON;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("h. 20 % 429 (Retry-After 1 s), 5 % 500, 2 % resets, one poison row in 500");
        Measured good = bench.enricher("enricher, fault-free", GOOD_DAY, ROWS);
        report.row(good, 0);
        List<Measured> bad = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            bench.simulator().start("seed=" + seed + " " + GOOD_DAY + FAULTS);
            Measured run = bench.enricherOnThisSimulator("enricher, with faults, seed " + seed, poisoned(bench), ROWS);
            report.row(run, 0);
            bad.add(run);
        }
        report.say(
                "%d prompts each; faults that the seeds put in their way: %s; makespan / fault-free: %s",
                PROMPTS,
                bad.stream().map(run -> Long.toString(faults(run))).collect(Collectors.joining(", ")),
                bad.stream()
                        .map(run -> "%.2f".formatted(run.makespan() / good.makespan()))
                        .collect(Collectors.joining(", ")));
        report.atLeast("rows ok, fewest", bad.stream().mapToInt(Measured::answered).min().orElse(0), ROWS - 1);
        report.atMost("rows lost, most", bad.stream().mapToInt(Measured::lost).max().orElse(ROWS), 1);
        report.atMost("calls before Retry-After", bad.stream().mapToInt(run -> run.seen().early()).sum(), 0);
        report.atMost(
                "calls beyond prompts and faults, most",
                bad.stream()
                        .mapToLong(run -> run.seen().all().size() - PROMPTS - faults(run))
                        .max()
                        .orElse(Long.MAX_VALUE),
                2 * Math.log(20) / Math.log(2));
        report.atMost(
                "makespan / fault-free, mean of the seeds",
                bad.stream().mapToDouble(Measured::makespan).average().orElse(Double.MAX_VALUE) / good.makespan(),
                2.5);
    }

    private static long faults(Measured run) {
        return run.seen().count(call -> call.throttled() || call.status() >= 500 || call.outcome().equals("reset"));
    }

    private static Path poisoned(Bench bench) throws Exception {
        String rows = Files.readString(bench.input(ROWS));
        int middle = rows.indexOf('\n', rows.length() / 2) + 1;
        int cell = rows.indexOf(',', middle);
        Path file = bench.newFolder().resolve("poisoned.csv");
        return Files.writeString(
                file, rows.substring(0, middle) + POISON + rows.substring(middle, cell) + rows.substring(cell));
    }
}
