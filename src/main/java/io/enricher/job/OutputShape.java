package io.enricher.job;

import io.enricher.domain.UsageException;
import io.enricher.input.CsvDialect;
import io.enricher.input.InputFile;
import io.enricher.output.CsvFormat;
import io.enricher.output.OutputColumns;
import io.enricher.output.OutputFormat;
import io.enricher.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/** How an output looks: it follows its input. */
final class OutputShape {

    private OutputShape() {}

    static OutputFormat format(Optional<String> asked, InputFile input) {
        return asked.map(OutputFormat::of).orElseGet(() -> switch (input.extension()) {
            case "json" -> OutputFormat.JSON;
            case "jsonl", "ndjson" -> OutputFormat.JSONL;
            default -> OutputFormat.CSV;
        });
    }

    static OutputColumns columns(RunFile file, RunRequest request, Recipe recipe) {
        List<String> columns = file.format() == OutputFormat.CSV
                ? file.input().allColumns()
                : file.input().columns();
        return columns(file.input(), columns, request, recipe);
    }

    /**
     * @param columns of the file
     * @throws io.enricher.domain.EnricherException if the names of those that are added are taken
     */
    static OutputColumns columns(InputFile file, List<String> columns, RunRequest request, Recipe recipe) {
        return OutputColumns.of(file.given(), columns, recipe.addedFields(), request.prefix());
    }

    /**
     * The same for an input that is not opened yet.
     *
     * @param given as the user wrote it
     */
    static void refuseClash(String given, List<String> columns, RunRequest request, Recipe recipe) {
        OutputColumns.of(given, columns, recipe.addedFields(), request.prefix());
    }

    static CsvFormat csv(RunFile file, OutputOptions options) {
        CsvDialect dialect = file.input().dialect();
        CsvFormat format = new CsvFormat(
                dialect.delimiter(),
                dialect.bom() ? CsvFormat.ByteOrderMark.PRESENT : CsvFormat.ByteOrderMark.ABSENT,
                dialect.lineSeparator());
        return options.reader() == OutputOptions.Reader.SPREADSHEET ? format.forSpreadsheets() : format;
    }

    /** @throws UsageException if an output for spreadsheets is asked for that would not be CSV */
    static void refuseOtherThanCsv(List<OutputFormat> formats, OutputOptions options) {
        if (options.reader() == OutputOptions.Reader.SPREADSHEET) {
            formats.stream()
                    .filter(format -> format != OutputFormat.CSV)
                    .findFirst()
                    .ifPresent(format -> {
                        throw new UsageException("excel=true is for CSV, but the output would be " + format.id()
                                + "; add format=csv, or leave excel=true out");
                    });
        }
    }
}
