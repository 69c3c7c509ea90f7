import java.nio.file.Files;
import java.nio.file.Path;

/** A provider on a bad day, the same each time by its seed, and one row that never gets a valid answer. */
final class Faults implements Regime {

    private static final int ROWS = 500;
    private static final int PROMPTS = 25;
    private static final String POISON = "POISON";
    private static final String GOOD_DAY = "latency=700 per-item=60 seed=7";
    private static final String BAD_DAY = GOOD_DAY
            + " fault=rate-limited-seconds:0.2 fault=server-error:0.05 fault=reset:0.02 fault=wrong-type:" + POISON;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("h. 20 % 429 (Retry-After 1 s), 5 % 500, 2 % resets, one poison row in 500");
        Measured good = bench.enricher("enricher, fault-free", GOOD_DAY, ROWS);
        report.row(good, 0);
        bench.simulator().start(BAD_DAY);
        Measured bad = bench.enricherOnThisSimulator("enricher, with faults", poisoned(bench), ROWS);
        report.row(bad, 0);
        SeenCalls seen = bad.seen();
        long faults = seen.count(call -> call.throttled() || call.status() >= 500 || call.outcome().equals("reset"));
        report.say("%d prompts, %d faults that the seed put in their way", PROMPTS, faults);
        report.atLeast("rows ok", bad.answered(), ROWS - 1);
        report.atMost("rows lost", bad.lost(), 1);
        report.atMost("calls before Retry-After", seen.early(), 0);
        report.atMost("calls", seen.all().size(), PROMPTS + faults + 2 * Math.log(20) / Math.log(2));
        report.atMost("makespan / fault-free", bad.makespan() / good.makespan(), 2.5);
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
