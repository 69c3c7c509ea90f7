package io.enricher.output;

import io.enricher.domain.FailureReason;
import io.enricher.domain.SourceRecord;
import io.enricher.output.OutputRow.Source;
import io.enricher.output.OutputRow.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows for tests. */
final class OutputRows {

    private OutputRows() {}

    static OutputRow answered(Map<String, String> fields, String answerJson) {
        return new OutputRow(
                new SourceRecord(1, 2, fields),
                Optional.of(answerJson),
                Status.OK,
                Source.MODEL,
                "gpt-5-nano",
                Optional.empty(),
                "");
    }

    static OutputRow failed(Map<String, String> fields, FailureReason reason) {
        return new OutputRow(
                new SourceRecord(1, 2, fields),
                Optional.empty(),
                Status.FAILED,
                Source.NONE,
                "",
                Optional.of(reason),
                "");
    }

    static Map<String, String> fields(List<String> names, List<String> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), values.get(i));
        }
        return fields;
    }
}
