package io.enricher.cli;

import io.enricher.domain.UsageException;
import io.enricher.job.CompareRequest;
import java.util.Arrays;
import java.util.List;

/** The words behind {@code --job=compare}. */
final class CompareArguments {

    private final JobArguments arguments;

    CompareArguments(JobArguments arguments) {
        this.arguments = arguments;
    }

    /** @throws UsageException if a parameter is missing or makes no sense */
    CompareRequest request() {
        List<String> fields = fields();
        if (!fields.isEmpty() && arguments.value("recipe").isPresent()) {
            throw new UsageException("fields and recipe cannot be combined; fields= names the columns to compare,"
                    + " recipe= the recipe whose fields they are");
        }
        return new CompareRequest(
                file("a"),
                file("b"),
                arguments.value("delimiter"),
                arguments.value("output"),
                fields,
                arguments.value("recipe"));
    }

    private String file(String parameter) {
        return arguments
                .value(parameter)
                .orElseThrow(() -> new UsageException("which outputs? Write: java -jar enricher.jar --job=compare"
                        + " a=before.enriched.csv b=output/rows.enriched.csv; " + parameter + "= is missing"));
    }

    private List<String> fields() {
        List<String> fields = arguments.value("fields").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        if (fields.contains("")) {
            throw new UsageException("fields must be names of columns, such as fields=category,summary");
        }
        return fields;
    }
}
