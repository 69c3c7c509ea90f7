package io.enricher.comparison;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.NearestName;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.UsageException;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.input.RejectedRecord;
import java.util.List;
import java.util.stream.Stream;

/** An output that is compared with another one. */
record ComparedFile(String given, InputFiles file, AnswerColumns answers) {

    /**
     * @param role how the job parameter is called
     * @throws InvalidInputException if it is no output of a run (65), or is not there (66)
     * @throws UsageException        if it cannot be told which columns are answers
     */
    static ComparedFile open(
            String role, String given, ReaderSettings reader, List<String> fields, List<RecipeFields> recipes) {
        InputFiles file = InputFiles.open(given, reader);
        if (file.isList()) {
            throw new UsageException(role + "=" + given + " names a folder or a pattern; name one file, such as " + role
                    + "=output/rows.enriched.csv");
        }
        List<String> columns = file.files().get(0).columns();
        return new ComparedFile(
                given, file, fields.isEmpty() ? found(given, columns, recipes) : named(given, columns, fields));
    }

    private static AnswerColumns named(String given, List<String> columns, List<String> fields) {
        for (String field : fields) {
            if (!columns.contains(field)) {
                throw new UsageException("fields=: " + given + " has no column \"" + field + "\"."
                        + NearestName.question(field, columns) + " Its columns: " + String.join(", ", columns));
            }
        }
        return AnswerColumns.named(fields);
    }

    private static AnswerColumns found(String given, List<String> columns, List<RecipeFields> recipes) {
        if (!columns.contains(AnswerColumns.STATUS)) {
            throw InvalidInputException.malformed(given + " has no column " + AnswerColumns.STATUS
                    + ", so no run wrote it. Name two outputs, the columns to compare with fields=a,b, or what parts the cells"
                    + " with delimiter=");
        }
        return AnswerColumns.before(columns, recipes)
                .orElseThrow(() -> new UsageException("which columns of " + given
                        + " are answers? The columns before " + AnswerColumns.STATUS
                        + " are the fields of no known recipe."
                        + " Name the recipe with recipe=NAME or its path, or the columns with fields=a,b. Its columns: "
                        + String.join(", ", columns.subList(0, columns.indexOf(AnswerColumns.STATUS)))));
    }

    List<String> columns() {
        return file.files().get(0).columns();
    }

    /** To be closed. */
    Stream<SourceRecord> records() {
        return file.records(this::refuse);
    }

    /** No run writes a row that cannot be read, and passing over it would put the rows behind it side by side wrongly. */
    private void refuse(RejectedRecord rejected) {
        throw InvalidInputException.malformed(
                given + ", line " + rejected.place().line() + ": " + rejected.reason()
                        + ". It cannot be compared; write the output again");
    }

    boolean isFailed(SourceRecord row) {
        return row.fields().getOrDefault(AnswerColumns.STATUS, "").equals("failed");
    }

    /** Empty where the row has no such field. */
    String answer(SourceRecord row, String field) {
        return row.fields().getOrDefault(answers.byField().getOrDefault(field, field), "");
    }
}
