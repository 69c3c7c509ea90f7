package io.enricher.job;

import io.enricher.input.CsvDialect;
import io.enricher.input.InputFile;
import io.enricher.output.CsvFormat;
import io.enricher.output.OutputColumns;
import io.enricher.output.OutputFormat;
import java.util.List;
import java.util.Optional;

/** How the output of a run looks: it follows its input. */
final class OutputShape {

    private OutputShape() {}

    static OutputFormat format(Optional<String> asked, InputFile input) {
        return asked.map(OutputFormat::of).orElseGet(() -> switch (input.extension()) {
            case "json" -> OutputFormat.JSON;
            case "jsonl", "ndjson" -> OutputFormat.JSONL;
            default -> OutputFormat.CSV;
        });
    }

    static OutputColumns columns(EnrichRun run) {
        List<String> columns = run.format() == OutputFormat.CSV
                ? run.input().allColumns()
                : run.input().columns();
        return OutputColumns.of(columns, run.recipe().addedFields());
    }

    static CsvFormat csv(EnrichRun run) {
        CsvDialect dialect = run.input().dialect();
        return new CsvFormat(
                dialect.delimiter(),
                dialect.bom() ? CsvFormat.ByteOrderMark.PRESENT : CsvFormat.ByteOrderMark.ABSENT,
                dialect.lineSeparator());
    }
}
