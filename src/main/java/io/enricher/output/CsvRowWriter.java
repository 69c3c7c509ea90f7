package io.enricher.output;

import io.enricher.domain.FailureReason;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a header and one record per row. */
final class CsvRowWriter implements RowWriter {

    private final CsvLines lines;
    private final OutputColumns columns;
    private final CsvFormat.Answers answers;

    private CsvRowWriter(CsvLines lines, OutputColumns columns, CsvFormat.Answers answers) {
        this.lines = lines;
        this.columns = columns;
        this.answers = answers;
    }

    static CsvRowWriter create(Writer out, OutputColumns columns, CsvFormat format) {
        CsvLines lines = CsvLines.create(out, format);
        lines.write(columns.all());
        return new CsvRowWriter(lines, columns, format.answers());
    }

    @Override
    public void write(OutputRow row) {
        List<String> cells = new ArrayList<>();
        Map<String, String> given = row.record().fields();
        columns.input().forEach(column -> cells.add(given.getOrDefault(column, "")));
        AnswerFields answer = AnswerFields.of(row);
        columns.answer().forEach(field -> cells.add(cell(answer.cell(field))));
        cells.add(row.status().code());
        cells.add(row.source().code());
        cells.add(row.model());
        cells.add(row.error().map(FailureReason::code).orElse(""));
        cells.add(row.note());
        lines.write(cells);
    }

    private String cell(String answer) {
        return answers == CsvFormat.Answers.SAFE_IN_SPREADSHEETS ? SpreadsheetText.of(answer) : answer;
    }

    @Override
    public void finish() {}
}
