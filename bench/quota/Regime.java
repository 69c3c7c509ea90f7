/** One row of the table of targets in {@code docs/BENCHMARKS.md}. */
@FunctionalInterface
interface Regime {

    void run(Bench bench, Report report) throws Exception;
}
