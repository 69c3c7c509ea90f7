import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what was measured as Markdown, and how it stands to the target. */
final class Report {

    private static final String HEAD =
            """
            | client | makespan s | shortest s | ratio | calls | 429s | rows/s | rows lost | CPU ms/call | peak MB |
            |---|---|---|---|---|---|---|---|---|---|""";

    private final List<String> remarks = new ArrayList<>();
    private int missed;

    /** Starts a table; what is said of it comes after its rows. */
    void begin(String title) {
        end();
        System.out.println("\n### " + title + "\n\n" + HEAD);
    }

    /** @param shortest seconds, 0 where none is asked for */
    void row(Measured run, double shortest) {
        SeenCalls seen = run.seen();
        String against = shortest == 0
                ? " | |"
                : text(" %.2f | x%.2f |", shortest, run.makespan() / shortest);
        System.out.println(text("| %s | %.2f |", run.client(), run.makespan())
                + against
                + text(
                        " %d | %d (%.1f %%) | %.1f | %d | %.2f | %d |",
                        seen.all().size(),
                        seen.throttled(),
                        100 * seen.throttledShare(),
                        run.rowsPerSecond(),
                        run.lost(),
                        run.cpuMillisPerCall(),
                        run.peak())
                + (run.note().isEmpty() ? "" : " " + run.note()));
    }

    void say(String format, Object... values) {
        remarks.add(text(format, values));
    }

    /** Prints what there is to say of the last table. */
    void end() {
        remarks.forEach(remark -> System.out.println("\n" + remark));
        remarks.clear();
    }

    void atMost(String what, double value, double target) {
        verdict(value <= target, what, value, "at most", target);
    }

    void atLeast(String what, double value, double target) {
        verdict(value >= target, what, value, "at least", target);
    }

    /** Of the verdicts so far. */
    int missed() {
        return missed;
    }

    private void verdict(boolean reached, String what, double value, String side, double target) {
        missed += reached ? 0 : 1;
        say("- %s: %s %.2f, target %s %.2f", reached ? "ok" : "MISSED", what, value, side, target);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
