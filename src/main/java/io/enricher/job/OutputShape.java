package io.enricher.job;

import io.enricher.input.CsvDialect;
import io.enricher.output.CsvFormat;
import io.enricher.output.OutputColumns;
import io.enricher.output.OutputFormat;
import java.util.Optional;

/** How the output of a run looks: it follows its input. */
final class OutputShape {

    private OutputShape() {}

    static OutputFormat format(Optional<String> asked) {
        return asked.map(OutputFormat::of).orElse(OutputFormat.CSV);
    }

    static OutputColumns columns(EnrichRun run) {
        return OutputColumns.of(run.input().columns(), run.recipe().addedFields());
    }

    static CsvFormat csv(EnrichRun run) {
        CsvDialect dialect = run.input().dialect();
        return new CsvFormat(
                dialect.delimiter(),
                dialect.bom() ? CsvFormat.ByteOrderMark.PRESENT : CsvFormat.ByteOrderMark.ABSENT,
                dialect.lineSeparator());
    }
}
