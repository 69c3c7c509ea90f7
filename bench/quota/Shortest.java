import io.enricher.testing.Latency;
import java.time.Duration;
import java.util.List;

/** The shortest time, in seconds, in which the calls that brought answers could have been made. */
final class Shortest {

    private static final double NANOS = 1e9;

    private Shortest() {}

    /** By latency alone: all of it shared by so many in flight, and one call more, as the longest may be drawn last. */
    static double byLatency(SeenCalls seen, Latency latency, int inFlight) {
        List<SeenCall> answered = seen.answered();
        double sum = answered.stream().mapToDouble(call -> secondsOf(latency, call)).sum();
        return sum / inFlight + longest(latency, answered);
    }

    /**
     * By quota alone: when a bucket that was full at the start has given what all calls need, then the last call's
     * latency; by requests or by tokens, whichever takes longer. Of tokens, the last call's own must be there, too. Not less
     * than the longest call takes: of calls sent at once the one that came last may be a short one.
     *
     * @param burst share of a minute's quota that the bucket holds
     */
    static double byQuota(SeenCalls seen, Latency latency, int requestsPerMinute, int tokensPerMinute, double burst) {
        List<SeenCall> answered = seen.answered();
        long tokens = answered.stream().mapToLong(SeenCall::tokens).sum();
        double wait = Math.max(
                filled(answered.size(), requestsPerMinute, burst), filled(tokens, tokensPerMinute, burst));
        return Math.max(longest(latency, answered), wait + secondsOf(latency, answered.get(answered.size() - 1)));
    }

    /**
     * By requests per minute that change once: what the bucket held at the start and the first rate give the calls up to
     * the change, with which it is empty; the second rate gives the others.
     */
    static double byChangedQuota(
            SeenCalls seen, Latency latency, int callsBefore, int perMinuteBefore, int perMinuteAfter, double burst) {
        List<SeenCall> answered = seen.answered();
        double before = filled(callsBefore, perMinuteBefore, burst);
        double after = (answered.size() - callsBefore) * 60.0 / perMinuteAfter;
        return before + after + secondsOf(latency, answered.get(answered.size() - 1));
    }

    static double secondsOf(Latency latency, SeenCall call) {
        return latency.of(call.event(), call.items()).toNanos() / NANOS;
    }

    private static double longest(Latency latency, List<SeenCall> answered) {
        return answered.stream().mapToDouble(call -> secondsOf(latency, call)).max().orElse(0);
    }

    static Latency latency(int baseMillis, int perItemMillis) {
        return Latency.of(Duration.ofMillis(baseMillis), Duration.ofMillis(perItemMillis));
    }

    private static double filled(double amount, double perMinute, double burst) {
        return Math.max(0, amount - Math.max(1, perMinute * burst)) * 60 / perMinute;
    }
}
