package io.enricher.job;

import io.enricher.domain.EnricherException;
import io.enricher.domain.RunSummary.Failure;
import io.enricher.domain.SourceRecord;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.output.OutputColumns;
import io.enricher.report.ReportRow;
import io.enricher.report.RowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The rows of a run as they stand in its outputs, read in constant memory. */
final class EnrichedRows {

    private static final String STATUS = "enrichment_status";
    private static final String SOURCE = "enrichment_source";
    private static final String MODEL = "enrichment_model";
    private static final String ERROR = "enrichment_error";
    private static final String NOTE = "enrichment_note";

    private final Set<String> answerColumns;
    private final Map<String, String> delimiters;
    private final Map<Place, String> messages = new HashMap<>();

    /** Found once for each column, and not for each cell. */
    private final Map<String, String> enrichmentColumns = new HashMap<>();

    private record Place(int file, long row) {}

    /**
     * @param answerColumns the columns that the run added
     * @param failures      of which more is known than the outputs tell
     * @param delimiters    path of an output to what stands between its cells; detected where that is not known
     */
    EnrichedRows(Set<String> answerColumns, List<Failure> failures, Map<String, String> delimiters) {
        this.delimiters = Map.copyOf(delimiters);
        this.answerColumns = Set.copyOf(answerColumns);
        failures.forEach(failure ->
                messages.put(new Place(failure.place().file(), failure.place().row()), failure.message()));
    }

    /**
     * Reads one output.
     *
     * @param file    index of the file in the run
     * @param numbers {@link RowNumbers} of its rows
     * @throws EnricherException if it cannot be read; says why
     */
    void read(Path output, int file, String numbers, Consumer<ReportRow> rows) {
        PrimitiveIterator.OfLong number = RowNumbers.read(numbers);
        try (Stream<SourceRecord> records =
                InputFiles.open(output.toString(), settings(output)).records()) {
            records.forEach(record -> rows.accept(row(record, file, number.nextLong())));
        }
    }

    private ReaderSettings settings(Path output) {
        String name = output.toString();
        return new ReaderSettings(
                Optional.ofNullable(delimiters.get(name)).filter(delimiter -> name.endsWith(".csv")), Optional.empty());
    }

    /** Whether an output is a file of rows and not, say, a folder of pages. */
    static boolean canRead(Path output) {
        return Files.isRegularFile(output);
    }

    /** The column as every run adds it, in whatever case it stands in the file; empty if it is none of them. */
    private static String enrichmentColumn(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return OutputColumns.ENRICHMENT.contains(name) ? name : "";
    }

    private ReportRow row(SourceRecord record, int file, long number) {
        Map<String, String> input = new LinkedHashMap<>();
        Map<String, String> answer = new LinkedHashMap<>();
        Map<String, String> enrichment = new HashMap<>();
        record.fields().forEach((column, cell) -> {
            String ours = enrichmentColumns.computeIfAbsent(column, EnrichedRows::enrichmentColumn);
            if (!ours.isEmpty()) {
                enrichment.put(ours, cell);
            } else {
                (answerColumns.contains(column) ? answer : input).put(column, cell);
            }
        });
        RowSource source = RowSource.of(enrichment.getOrDefault(STATUS, ""), enrichment.getOrDefault(SOURCE, ""));
        return new ReportRow(
                number,
                file,
                source,
                enrichment.getOrDefault(ERROR, ""),
                enrichment.getOrDefault(NOTE, ""),
                messages.getOrDefault(new Place(file, number), ""),
                enrichment.getOrDefault(MODEL, ""),
                input,
                answer);
    }
}
