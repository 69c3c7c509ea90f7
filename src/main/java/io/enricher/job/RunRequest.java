package io.enricher.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the user asks for: the job parameters as given on the command line.
 *
 * @param input     a file, a folder, a pattern or the URL of a git repository, as the user wrote it
 * @param output    where to write; none: {@code output/NAME.enriched.EXT}
 * @param recipe    name or path of a recipe
 * @param provider  provider to ask, over the setting
 * @param model     model to ask, over the setting
 * @param format    {@code csv}, {@code json}, {@code jsonl} or {@code markdown}; none: the input's
 * @param rows      which rows of the input
 * @param mapping   recipe field to input column, from {@code map.FIELD=COLUMN}
 * @param delimiter of a CSV input; none: detected
 * @param encoding  of the input; none: UTF-8
 * @param batchSize items per prompt, over the setting
 * @param labels    in place of the recipe's labels; empty to keep those
 * @param prefix    put before the names of the columns that the recipe adds; may be empty
 * @param cacheUse  whether answers in the cache are taken or asked for again
 * @param maxLength characters, in place of the recipe's {@code max-length}
 * @param source    of a source tree
 * @param outputOptions of the output beyond its place and format
 */
public record RunRequest(
        String input,
        Optional<String> output,
        String recipe,
        Optional<String> provider,
        Optional<String> model,
        Optional<String> format,
        RowSelection rows,
        Map<String, String> mapping,
        Optional<String> delimiter,
        Optional<String> encoding,
        Optional<BatchSize> batchSize,
        List<String> labels,
        String prefix,
        CacheUse cacheUse,
        OptionalInt maxLength,
        SourceOptions source,
        OutputOptions outputOptions) {

    /** The recipe of rows if none is named. */
    public static final String DEFAULT_RECIPE = "roadmap";

    /** The recipe of a source tree if none is named. */
    static final String DEFAULT_SOURCE_RECIPE = "code-doc";

    /**
     * The recipe of an input if none is named: a repository, or a folder of which parameters speak that make sense for
     * source alone, is source.
     */
    public static String defaultRecipe(String input, SourceOptions source) {
        boolean isSource =
                TreeInput.isRepository(input) || !source.ofTreesAlone().isEmpty();
        return isSource ? DEFAULT_SOURCE_RECIPE : DEFAULT_RECIPE;
    }

    public RunRequest {
        labels = List.copyOf(labels);
        mapping = Map.copyOf(new TreeMap<>(mapping));
    }
}
