import io.enricher.testing.EnricherProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** 1,000,000 rows to ask, 200 in flight, in a process with {@code -Xmx400m}. */
final class MillionPending implements Regime {

    private static final int ROWS = Integer.getInteger("rows", 1_000_000);
    private static final String HEAP = "400m";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->([0-9]+)M\\(");

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("k. 1,000,000 pending rows, 200 in flight, -Xmx400m (cold, the whole process)");
        bench.simulator().start("");
        EnricherClient client = new EnricherClient(
                bench.newFolder(), bench.input(ROWS), List.of("--enricher.concurrency=200", "--enricher.max-cost=1000"));
        long start = System.nanoTime();
        EnricherProcess.Finished end;
        long peak = 0;
        try (EnricherProcess process = start(bench, client)) {
            while (process.isAlive() && System.nanoTime() - start < LONGEST.toNanos()) {
                peak = Math.max(peak, ClientMeter.megabytes(Path.of("/proc/" + process.pid() + "/status")));
                Thread.sleep(500);
            }
            end = process.waitFor(Duration.ofSeconds(10));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        SeenCalls seen = bench.simulator().seen();
        bench.simulator().stop();
        EnricherClient.End told = EnricherClient.End.of(end.exitCode(), end.stdout());
        report.say(
                "Process %.0f s, asking %.0f s, %d calls, %.0f rows/s, peak RSS %d MB; %s",
                seconds, seen.makespan(), seen.all().size(), told.rows() / seen.makespan(), peak, told.problem());
        List<Long> heap = tenths(client.folder().resolve("gc.log"));
        report.say("Heap after collections, MB, least in each tenth of the run: %s", heap);
        report.atMost("exit code", end.exitCode(), 0);
        report.atLeast("rows", told.rows(), ROWS);
        report.atMost("heap in the last tenth / in the fifth", (double) heap.get(9) / heap.get(4), 1.25);
    }

    private static EnricherProcess start(Bench bench, EnricherClient client) throws Exception {
        List<String> arguments = new ArrayList<>(client.arguments(bench.simulator().baseUrl()));
        return EnricherProcess.in(client.folder())
                .maxHeap(HEAP)
                .program("-Xlog:gc:file=gc.log", "-jar", System.getProperty("enricher.jar"))
                .arguments(arguments.toArray(String[]::new))
                .start();
    }

    private static List<Long> tenths(Path gcLog) throws Exception {
        List<Long> after = AFTER_COLLECTION
                .matcher(Files.readString(gcLog))
                .results()
                .map((MatchResult match) -> Long.parseLong(match.group(1)))
                .toList();
        List<Long> least = new ArrayList<>();
        for (int tenth = 0; tenth < 10; tenth++) {
            int from = tenth * after.size() / 10;
            int to = Math.max(from + 1, (tenth + 1) * after.size() / 10);
            least.add(after.subList(from, Math.min(to, after.size())).stream().min(Long::compare).orElse(0L));
        }
        return least;
    }
}
