package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.PastRun;
import io.enricher.domain.PlainText;
import io.enricher.domain.RunSummary.Rows;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Past runs as a table for a person, a line each. */
public final class HistoryTable {

    private static final List<String> HEADER = List.of(
            "Id", "Status", "Exit", "Ok", "Failed", "Calls", "Cost", "Started", "Took", "Recipe", "Input", "Output");
    private static final Set<String> NUMBERS = Set.of("Id", "Exit", "Ok", "Failed", "Calls", "Cost");
    private static final String NONE = "-";
    private static final String SUMMARY = ".summary.json";

    private final LocalTimes times;

    public HistoryTable(ZoneId zone) {
        this.times = new LocalTimes(zone);
    }

    public String render(List<PastRun> runs) {
        if (runs.isEmpty()) {
            return "No runs yet.\n";
        }
        TextTable table = new TextTable(HEADER, NUMBERS);
        runs.forEach(run -> table.add(cells(run)));
        return table.toString();
    }

    private List<String> cells(PastRun run) {
        return List.of(
                Long.toString(run.id()),
                run.status(),
                run.exitCode().isPresent() ? Integer.toString(run.exitCode().getAsInt()) : NONE,
                Amounts.count(ok(run.rows())),
                Amounts.count(run.rows().failed() + run.rows().rejected()),
                Amounts.count(run.calls()),
                run.costUsd().map(Amounts::dollars).orElse("unknown"),
                times.of(run.startedAt()),
                run.endedAt().isPresent() ? Amounts.time(run.duration()) : NONE,
                PlainText.message(run.recipe()),
                name(run.input()),
                output(run.output()));
    }

    static long ok(Rows rows) {
        return rows.total() - rows.failed() - rows.rejected();
    }

    /** Of several files the history has the summary; they are beside it. */
    private static String output(String path) {
        String name = name(path);
        return name.endsWith(SUMMARY) ? name.substring(0, name.length() - SUMMARY.length()) + " (files)" : name;
    }

    /** The end of a path; of the address of a repository that of the address. */
    private static String name(String location) {
        Path name = Path.of(location).getFileName();
        return PlainText.message(name == null ? location : name.toString());
    }
}
