import java.util.List;
import java.util.function.Predicate;

/**
 * What a simulator saw of one run.
 *
 * @param all   in order of arrival
 * @param early calls that came before the wait had passed that an earlier reply for one of their rows had asked for
 */
record SeenCalls(List<SeenCall> all, int early) {

    private static final double NANOS = 1e9;

    /** From the first request to the last reply. */
    double makespan() {
        return (lastEnd() - firstArrival()) / NANOS;
    }

    long firstArrival() {
        return all.get(0).arrived();
    }

    long lastEnd() {
        return all.stream().mapToLong(SeenCall::ended).max().orElseThrow();
    }

    /** When so many replies had been written. */
    long endOf(int calls) {
        return ends()[calls - 1];
    }

    /** Calls a second from the end of the first tenth to the end of the ninth. */
    double middleCallsPerSecond() {
        long[] ends = ends();
        int from = ends.length / 10;
        int to = ends.length - ends.length / 10 - 1;
        return (to - from) * NANOS / (ends[to] - ends[from]);
    }

    long throttled() {
        return count(SeenCall::throttled);
    }

    double throttledShare() {
        return all.isEmpty() ? 0 : (double) throttled() / all.size();
    }

    long count(Predicate<SeenCall> which) {
        return all.stream().filter(which).count();
    }

    List<SeenCall> answered() {
        return all.stream().filter(SeenCall::ok).toList();
    }

    /** Calls that came between these times, in seconds from the first. */
    long callsBetween(double from, double to) {
        return count(call -> {
            double at = (call.arrived() - firstArrival()) / NANOS;
            return at >= from && at < to;
        });
    }

    /** At prices in US dollars per million tokens. */
    double cost(double input, double output) {
        return all.stream()
                .filter(SeenCall::billed)
                .mapToDouble(call -> (call.promptTokens() * input + call.completionTokens() * output) / 1e6)
                .sum();
    }

    private long[] ends() {
        return all.stream().mapToLong(SeenCall::ended).sorted().toArray();
    }
}
