package io.enricher.job;

import io.enricher.enrich.AdaptiveBatchSize;
import io.enricher.input.InputFiles;
import io.enricher.output.RunPaths;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.ItemFactory;
import io.enricher.recipe.Recipe;
import io.enricher.spans.TreeFindings;
import java.util.List;
import java.util.Optional;

/**
 * A run with everything that was resolved before its first step.
 *
 * @param id      of the table of runs
 * @param files   each file of the input
 * @param rows    record numbers of the input that it is about
 * @param limits  of one prompt: the recipe's, or the tighter ones asked for
 * @param sizes   how many items a prompt holds now
 * @param changes since the last run for the same output
 * @param tree    what was found in the source tree that is read; empty for files
 * @param spans   what is known of the source, if that is what is read
 */
record EnrichRun(
        long id,
        RunRequest request,
        Recipe recipe,
        InputFiles input,
        List<RunFile> files,
        SelectedNumbers rows,
        ProviderChoice provider,
        RunPaths paths,
        BatchLimits limits,
        AdaptiveBatchSize sizes,
        List<RunChange> changes,
        Optional<TreeFindings> tree,
        RunSpans spans) {

    /** Makes items of the records of each file; each pass has its own. */
    PerFile<ItemFactory> items() {
        return new PerFile<>(
                files, file -> new ItemFactory(recipe, provider.modelIdentity(), file.columns(), spans.contexts()));
    }
}
