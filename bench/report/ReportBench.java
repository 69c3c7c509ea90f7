package io.enricher.job;

import com.sun.management.OperatingSystemMXBean;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.ExitCode;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.RunSummary;
import io.enricher.domain.Usage;
import io.enricher.report.HtmlReport;
import io.enricher.report.RowTable;
import io.enricher.report.RunReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes the page of an output of so many rows: processor time of this process, from reading the output to the page's text. */
public final class ReportBench {

    private static final String[] LABELS = {"billing", "bug", "account", "shipping"};
    private static final String[] WORDS = ("invoice charged twice export button does nothing in my browser after the update"
                    + " please change the address of parcel 4711 dark mode would be lovely refund has not arrived yet")
            .split(" ");

    private ReportBench() {}

    /** Arguments: rows, rows to embed, folder, and optionally the target in seconds of processor time. */
    public static void main(String... arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        int embedded = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[2]);
        Path output = folder.resolve("rows-" + rows + ".enriched.csv");
        writeOutput(output, rows);
        double cold = make(output, rows, embedded, folder);
        // A run has read and written as many rows before it makes its page.
        double warm = make(output, rows, embedded, folder);
        System.out.printf(
                "%,d rows, at most %,d embedded, heap %d MB: %.2f s of CPU in a new process, %.2f s in one that has read"
                        + " rows%n",
                rows, embedded, Runtime.getRuntime().maxMemory() >> 20, cold, warm);
        if (arguments.length > 3 && warm > Double.parseDouble(arguments[3])) {
            System.out.println("- MISSED: target " + arguments[3] + " s of CPU");
            System.exit(1);
        }
    }

    /** @return seconds of processor time of this process, its compilers and collectors included */
    private static double make(Path output, int rows, int embedded, Path folder) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        Map<String, List<String>> columns = Map.of("label", List.of(LABELS), "reason", List.of());
        RowTable table = new RowTable(List.of(), columns, embedded);
        new EnrichedRows(columns.keySet(), List.of(), Map.of()).read(output, 0, "", table::add);
        String page = HtmlReport.render(report(table, output, rows));
        double seconds = (system.getProcessCpuTime() - cpu) / 1e9;
        Files.writeString(folder.resolve("rows-" + rows + ".report.html"), page);
        return seconds;
    }

    private static void writeOutput(Path output, int rows) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter csv = Files.newBufferedWriter(output)) {
            csv.write("id,text,label,reason,enrichment_status,enrichment_source,enrichment_model,enrichment_error,"
                    + "enrichment_note\n");
            for (int i = 1; i <= rows; i++) {
                String text = words(random, 14);
                boolean failed = i % 997 == 0;
                csv.write("T-" + i + "," + text + "," + (failed ? "," : LABELS[random.nextInt(4)] + "," + words(random, 8))
                        + (failed ? ",failed,,,refused,\n" : ",ok,model,gpt-x,,\n"));
            }
        }
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static RunReport report(RowTable table, Path output, int rows) {
        RunSummary summary = new RunSummary(
                "COMPLETED",
                ExitCode.ROWS_FAILED,
                1,
                1,
                "enrich",
                "classify",
                "openai",
                "gpt-x",
                "rows.csv",
                output.toString(),
                List.of(),
                Instant.EPOCH,
                Duration.ofMinutes(5),
                new RunSummary.Rows(0, rows - rows / 997, 0, 0, rows / 997, 0),
                0,
                RunSummary.Calls.NONE,
                RunSummary.BatchSizes.NONE,
                Usage.NONE,
                RunSummary.Cost.UNKNOWN,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new RunSummary.Reports(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
        return new RunReport(
                summary,
                1,
                List.of(),
                List.of(),
                "java -jar enricher.jar",
                List.of(),
                CallTimeline.NONE,
                LatencyProfile.NONE,
                List.of(),
                table,
                "bench",
                Instant.EPOCH,
                ZoneOffset.UTC);
    }
}
