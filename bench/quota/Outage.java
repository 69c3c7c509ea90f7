/** A provider that is gone for a minute: each connection is reset, then all is as before. */
final class Outage implements Regime {

    private static final int ROWS = 2_000;
    private static final int FROM = 5;
    private static final int TO = 65;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        report.begin("i. provider dead for 60 s in mid-run, then back");
        Measured ours = bench.enricher(
                "enricher", "latency=700 per-item=60 fault=reset:" + FROM + "s-" + TO + "s", ROWS, "--enricher.concurrency=8");
        report.row(ours, 0);
        report.atMost("calls sent in the outage", ours.seen().callsBetween(FROM, TO), 29);
        report.atMost("rows lost", ours.lost(), 0);
    }
}
