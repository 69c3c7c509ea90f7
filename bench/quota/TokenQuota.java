import io.enricher.testing.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** 2,000 rows under 500 requests a minute and tokens a minute that bind, configured or found out. */
final class TokenQuota {

    private static final int ROWS = 2_000;
    private static final int IN_FLIGHT = 50;
    private static final int REQUESTS = 500;
    /** Two thirds of what the run needs: it binds even where a whole minute's tokens may be taken at once. */
    private static final int TOKENS = 150_000;

    private static final Latency LATENCY = Shortest.latency(700, 60);

    private TokenQuota() {}

    /** What the client is told of the limits. */
    enum Told {
        SETTINGS,
        HEADERS,
        NOTHING
    }

    /** The settings match the quota. */
    static void configured(Bench bench, Report report) throws Exception {
        for (double burst : new double[] {1, 0.05}) {
            report.begin(title("c", burst, "our settings to match"));
            Measured ours = run(bench, burst, Told.SETTINGS);
            double shortest = shortest(ours, burst);
            report.row(ours, shortest);
            report.row(unpaced(bench, burst), shortest);
            report.atMost("makespan / shortest", ours.makespan() / shortest, 1.15);
            report.atMost("429s", ours.seen().throttled(), 3);
            report.atMost("rows lost", ours.lost(), 0);
        }
    }

    /** No limits are configured; with headers there is more to go by than the target asks for. */
    static void unknown(Bench bench, Report report) throws Exception {
        warmUpRefusals(bench);
        for (Told told : List.of(Told.NOTHING, Told.HEADERS)) {
            for (double burst : new double[] {1, 0.05}) {
                report.begin(title("d", burst, "no limits configured, " + (told == Told.NOTHING ? "none in" : "x-ratelimit")
                        + " headers"));
                Measured ours = run(bench, burst, told);
                double shortest = shortest(ours, burst);
                report.row(ours, shortest);
                report.atMost("makespan / shortest", ours.makespan() / shortest, 1.4);
                report.atMost("429s, % of calls", 100 * ours.seen().throttledShare(), 5);
                report.atMost("rows lost", ours.lost(), 0);
            }
        }
    }

    /** A simulator that never refused a call takes 30 ms for the first, in which more are sent. */
    private static void warmUpRefusals(Bench bench) throws Exception {
        bench.enricher("warm-up", "rpm=120 burst=0.02", 400, "--enricher.concurrency=4");
    }

    private static String title(String letter, double burst, String rest) {
        return letter + ". 2,000 rows, 500 RPM, " + TOKENS + " TPM, burst of " + Math.round(burst * 100) + " %, " + rest;
    }

    private static Measured run(Bench bench, double burst, Told told) throws Exception {
        List<String> settings = new ArrayList<>(List.of("--enricher.concurrency=" + IN_FLIGHT));
        if (told == Told.SETTINGS) {
            settings.add("--enricher.limits.requests-per-minute=" + REQUESTS);
            settings.add("--enricher.limits.tokens-per-minute=" + TOKENS);
            settings.add("--enricher.limits.burst=" + burst);
        }
        String headers = told == Told.HEADERS ? " limit-headers=on" : "";
        return bench.enricher("enricher", words(burst) + headers, ROWS, settings.toArray(String[]::new));
    }

    /** What libraries do that honour Retry-After and do not pace. */
    private static Measured unpaced(Bench bench, double burst) throws Exception {
        return bench.rawSdk(
                "raw SDK, 20 rows a call, 50 in flight, 2 retries", words(burst), ROWS, 20, new RawSdk(IN_FLIGHT, Duration.ZERO, 2));
    }

    private static String words(double burst) {
        return "latency=700 per-item=60 rpm=" + REQUESTS + " tpm=" + TOKENS + " burst=" + burst;
    }

    private static double shortest(Measured run, double burst) {
        return Shortest.byQuota(run.seen(), LATENCY, REQUESTS, TOKENS, burst);
    }
}
