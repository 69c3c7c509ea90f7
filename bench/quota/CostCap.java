import io.enricher.testing.EnricherProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cap at half of what the run needs, in a process that is killed three times on the way. */
final class CostCap implements Regime {

    private static final int ROWS = 4_000;
    /** The model thinks more than the plan expects at least, so that half of what it needs is not refused beforehand. */
    private static final String WORDS = "latency=300 reasoning=1500";
    private static final double INPUT = 1;
    private static final double OUTPUT = 5;
    /** What a kill leaves reserved stays reserved: after each, some of the cap is gone. */
    private static final int[] KILLED_AFTER = {20, 40, 60};
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("j. cost cap at half of what the run needs, kills in between");
        Path prices = Files.writeString(
                bench.newFolder().resolve("prices.yml"),
                "prices:\n  - {model: %s, input: %s, cached-input: %s, output: %s, source: bench, seen: 2026-11-26}\n"
                        .formatted(Setup.MODEL, INPUT, INPUT, OUTPUT));
        String pricing = "--enricher.pricing=" + prices;
        Measured whole = bench.enricher("enricher, no cap", WORDS, ROWS, pricing, "--enricher.max-cost=none");
        report.row(whole, 0);
        double cap = whole.seen().cost(INPUT, OUTPUT) / 2;

        bench.simulator().start(WORDS);
        Path folder = bench.newFolder();
        EnricherClient capped = new EnricherClient(folder, bench.input(ROWS), settings(pricing, cap));
        for (int calls : KILLED_AFTER) {
            killAfter(calls, bench, capped);
        }
        EnricherProcess.Finished end = finish(bench, capped);
        double spent = bench.simulator().seen().cost(INPUT, OUTPUT);
        long partial = capped.rowsInPartialOutput();
        report.say(
                "Needs %.4f USD, cap %.4f, spent %.4f by the simulator's count; exit %d with %d rows in the output",
                2 * cap, cap, spent, end.exitCode(), partial);

        EnricherClient raised = new EnricherClient(folder, bench.input(ROWS), List.of(pricing, "--enricher.max-cost=none"));
        EnricherProcess.Finished last = finish(bench, raised);
        EnricherClient.End all = EnricherClient.End.of(last.exitCode(), last.stdout());
        bench.simulator().stop();
        report.atMost("spent / cap", spent / cap, 1);
        report.atLeast("rows in the partial output", partial, 1);
        report.atMost("exit code with the cap raised", last.exitCode(), 0);
        report.atLeast("rows with the cap raised", raised.rowsInOutput(), ROWS);
        report.say("Calls in all: %d, of the run without cap %d; %s", bench.simulator().calls(), whole.seen().all().size(), all.problem());
    }

    private static List<String> settings(String pricing, double cap) {
        return List.of(pricing, "--enricher.concurrency=4", String.format(Locale.ROOT, "--enricher.max-cost=%.6f", cap));
    }

    private static void killAfter(int calls, Bench bench, EnricherClient client) throws Exception {
        try (EnricherProcess process = start(bench, client)) {
            // It ends by itself where the cap is reached before, or where the plan is over it.
            while (process.isAlive() && bench.simulator().calls() < calls) {
                Thread.sleep(5);
            }
            process.kill9();
        }
    }

    private static EnricherProcess.Finished finish(Bench bench, EnricherClient client) throws Exception {
        try (EnricherProcess process = start(bench, client)) {
            return process.waitFor(LONGEST);
        }
    }

    private static EnricherProcess start(Bench bench, EnricherClient client) throws Exception {
        List<String> arguments = new ArrayList<>(client.arguments(bench.simulator().baseUrl()));
        return EnricherProcess.in(client.folder()).arguments(arguments.toArray(String[]::new)).start();
    }
}
