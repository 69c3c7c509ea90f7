package io.enricher.job;

import io.enricher.input.InputFile;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputPaths;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.ItemFactory;
import io.enricher.recipe.Recipe;
import java.util.List;
import java.util.Map;

/**
 * A run with everything that was resolved before its first step.
 *
 * @param id      of the table of runs
 * @param columns recipe field to input column
 * @param limits  of one prompt: the recipe's, or the tighter ones asked for
 * @param reasons why there may be more to ask than last time, for the plan
 */
record EnrichRun(
        long id,
        RunRequest request,
        Recipe recipe,
        InputFile input,
        Map<String, String> columns,
        ProviderChoice provider,
        OutputFormat format,
        OutputPaths paths,
        BatchLimits limits,
        List<String> reasons) {

    /** A factory of the run's items; each thread and each pass has its own. */
    ItemFactory items() {
        return new ItemFactory(recipe, provider.modelIdentity(), columns);
    }
}
