package io.enricher.job;

import io.enricher.domain.UsageException;
import io.enricher.output.OutputFormat;
import io.enricher.output.RunPaths;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.RecipeOptions;
import io.enricher.spans.ChunkFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run reads and asks, as far as it can be told before anything is opened: mistakes found here cost nothing and leave
 * nothing behind.
 */
public sealed interface RunInput permits FilesInput, TreeInput {

    /** Where settings and recipes of the user's own are. */
    Path CONFIGURATION = Path.of("config");

    /** @throws io.enricher.domain.EnricherException if the request cannot work; says what, where and the cure */
    static RunInput of(RunRequest request) {
        Recipe recipe = new RecipeLoader(CONFIGURATION)
                .load(request.recipe(), new RecipeOptions(request.labels(), request.maxLength()));
        boolean isUngrouped = request.source().grouping() == SourceOptions.Grouping.NONE;
        if (isUngrouped && !recipe.readsSource()) {
            throw new UsageException("grouping=none is for recipes of source code; recipe " + recipe.name()
                    + " says itself which rows share a prompt. Leave it out");
        }
        Recipe asked = isUngrouped ? recipe.ungrouped() : recipe;
        if (recipe.readsSource() && TreeInput.isTree(request.input())) {
            return TreeInput.of(request, asked);
        }
        refuseOptionsOfTrees(request, recipe);
        refusePagesOfRows(request, recipe);
        return new FilesInput(PreparedInput.of(request, asked));
    }

    private static void refuseOptionsOfTrees(RunRequest request, Recipe recipe) {
        if (TreeInput.isRemote(request.input())) {
            // Without the address itself: there may be a password in it.
            throw new UsageException("recipe " + recipe.name() + " reads rows, but input="
                    + " is the address of a repository; use a recipe of source code, such as recipe="
                    + RunRequest.DEFAULT_SOURCE_RECIPE);
        }
        List<String> given = request.source().ofTreesAlone();
        if (!given.isEmpty()) {
            String cure = recipe.readsSource()
                    ? "name the folder of the source, or a repository"
                    : "use a recipe of source code, such as recipe=" + RunRequest.DEFAULT_SOURCE_RECIPE
                            + ", or leave it out";
            throw new UsageException(String.join(" and ", given) + " can only be said of a source tree; " + cure);
        }
    }

    private static void refusePagesOfRows(RunRequest request, Recipe recipe) {
        boolean isPages = request.format().map(OutputFormat::of).equals(Optional.of(OutputFormat.MARKDOWN));
        if (isPages && !recipe.readsSource()) {
            throw new UsageException("format=markdown makes pages of source code, but recipe " + recipe.name()
                    + " reads rows; use format=csv, json or jsonl, or a recipe of source code, such as recipe="
                    + RunRequest.DEFAULT_SOURCE_RECIPE);
        }
    }

    Recipe recipe();

    RunPaths paths();

    /** What the run is said to write; absolute. */
    default Path output() {
        return paths().output();
    }

    /**
     * Everything about the input that a run needs. Called while the run's locks are held.
     *
     * @param chunks where the chunks of source trees are kept
     * @param owner  whose chunks these are: no other process works for the same one
     */
    PreparedInput prepare(ChunkFiles chunks, String owner);
}
