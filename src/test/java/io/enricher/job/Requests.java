package io.enricher.job;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Job parameters of tests. */
final class Requests {

    private Requests() {}

    /**
     * The output stands beside the input unless a parameter says otherwise.
     *
     * @param parameters such as {@code limit=5} or {@code map.topic=Title}
     */
    static RunRequest of(Path input, String... parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("output", input.resolveSibling("out") + "/");
        for (String parameter : parameters) {
            given.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith("map.")) {
                mapping.put(key.substring("map.".length()), value);
            }
        });
        SourceOptions source = new SourceOptions(
                text(given, "rev"),
                text(given, "include").map(List::of).orElse(List.of()),
                text(given, "exclude").map(List::of).orElse(List.of()),
                given.containsKey("grouping") ? SourceOptions.Grouping.NONE : SourceOptions.Grouping.OF_THE_RECIPE);
        return new RunRequest(
                input.toString(),
                text(given, "output"),
                text(given, "recipe").orElseGet(() -> RunRequest.defaultRecipe(input.toString(), source)),
                text(given, "provider"),
                text(given, "model"),
                text(given, "format"),
                RowSelection.of(number(given, "limit"), number(given, "sample"), text(given, "rows")),
                mapping,
                text(given, "delimiter"),
                text(given, "encoding"),
                text(given, "batch-size").flatMap(BatchSize::parse),
                text(given, "labels").map(labels -> List.of(labels.split(","))).orElse(List.of()),
                given.getOrDefault("prefix", ""),
                given.containsKey("refresh") ? CacheUse.REPLACE : CacheUse.TAKE,
                given.containsKey("max-length")
                        ? OptionalInt.of(Integer.parseInt(given.get("max-length")))
                        : OptionalInt.empty(),
                source,
                new OutputOptions(
                        text(given, "stream"),
                        given.containsKey("excel")
                                ? OutputOptions.Reader.SPREADSHEET
                                : OutputOptions.Reader.ANY_PROGRAM));
    }

    /** The files that a request names, opened. */
    static PreparedInput prepared(RunRequest request) {
        return ((FilesInput) RunInput.of(request)).prepared();
    }

    private static OptionalLong number(Map<String, String> given, String key) {
        return given.containsKey(key) ? OptionalLong.of(Long.parseLong(given.get(key))) : OptionalLong.empty();
    }

    private static Optional<String> text(Map<String, String> given, String key) {
        return Optional.ofNullable(given.get(key));
    }
}
