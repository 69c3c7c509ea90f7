/**
 * One client's run.
 *
 * @param client   as the table names it
 * @param rows     in its input
 * @param answered rows with an answer at its end
 * @param seen     what the simulator saw of it
 * @param meter    its CPU time
 * @param peak     megabytes resident at most
 * @param note     what there is to say, empty for nothing
 * @param scale    1, or how many times as many rows the makespan is told for
 */
record Measured(
        String client,
        int rows,
        int answered,
        SeenCalls seen,
        ClientMeter meter,
        long peak,
        String note,
        int scale) {

    int lost() {
        return rows - answered;
    }

    double makespan() {
        return seen.makespan() * scale;
    }

    double rowsPerSecond() {
        return answered * scale / makespan();
    }

    /** From the first request to the last reply. */
    double cpuMillis() {
        return meter.cpuSeconds(seen.firstArrival(), seen.lastEnd()) * 1000;
    }

    double cpuMillisPerCall() {
        return cpuMillis() / seen.all().size();
    }

    /** Per call between two numbers of replies. */
    double cpuMillisPerCall(int from, int to) {
        return meter.cpuSeconds(seen.endOf(from), seen.endOf(to)) * 1000 / (to - from);
    }

    /** What the JVM's compilers worked meanwhile. */
    double compilingMillisPerCall(int from, int to) {
        return meter.compilingSeconds(seen.endOf(from), seen.endOf(to)) * 1000 / (to - from);
    }

    Measured scaled(int times) {
        return new Measured(client + ", of 1/" + times + " of the rows", rows, answered, seen, meter, peak, note, times);
    }
}
