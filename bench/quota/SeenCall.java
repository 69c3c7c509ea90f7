import io.enricher.testing.Call;

/**
 * A call of the simulator's ledger as it gets over to the benchmark.
 *
 * @param arrived nanoseconds of {@link System#nanoTime}, which on Linux is one clock for all processes
 * @param ended   the same; 0 while in flight
 */
record SeenCall(
        int event, long arrived, long ended, int items, int status, String outcome, long promptTokens, long completionTokens) {

    private static final String BLANK = " ";

    static SeenCall of(Call call) {
        return new SeenCall(
                call.event(),
                call.arrivedNanos(),
                call.endedNanos(),
                call.items(),
                call.status(),
                call.outcome(),
                call.promptTokens(),
                call.completionTokens());
    }

    static SeenCall parse(String line) {
        String[] words = line.split(BLANK);
        return new SeenCall(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                words[5],
                Long.parseLong(words[6]),
                Long.parseLong(words[7]));
    }

    String line() {
        return event + BLANK + arrived + BLANK + ended + BLANK + items + BLANK + status + BLANK + outcome + BLANK
                + promptTokens + BLANK + completionTokens;
    }

    boolean ok() {
        return outcome.equals("ok");
    }

    boolean throttled() {
        return status == 429;
    }

    /** What it took of the tokens per minute. */
    long tokens() {
        return promptTokens + completionTokens;
    }

    /** Text was generated, so it is billed, whether or not it got to the client. */
    boolean billed() {
        return completionTokens > 0;
    }
}
