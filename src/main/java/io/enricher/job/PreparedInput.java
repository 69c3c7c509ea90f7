package io.enricher.job;

import io.enricher.input.InputFile;
import io.enricher.input.ReaderSettings;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputPaths;
import io.enricher.output.Selection;
import io.enricher.recipe.ColumnMapping;
import io.enricher.recipe.ColumnMapping.Nesting;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.RecipeOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What can be told of a run from its files alone, before anything is opened: mistakes found here cost nothing and leave
 * nothing behind.
 *
 * @param columns recipe field to input column
 */
public record PreparedInput(
        Recipe recipe, InputFile input, Map<String, String> columns, OutputFormat format, OutputPaths paths) {

    /** Where settings and recipes of the user's own are. */
    static final Path CONFIGURATION = Path.of("config");

    /**
     * @throws io.enricher.domain.EnricherException if the request cannot work; says what, where and the cure
     */
    public static PreparedInput of(RunRequest request) {
        Recipe recipe = new RecipeLoader(CONFIGURATION)
                .load(request.recipe(), new RecipeOptions(request.labels(), request.maxLength()));
        InputFile input = InputFile.open(request.input(), new ReaderSettings(request.delimiter(), request.encoding()));
        Map<String, String> columns = ColumnMapping.resolve(
                recipe,
                input.columns(),
                request.mapping(),
                request.input().toString(),
                input.hasTypedValues() ? Nesting.PATHS : Nesting.NONE);
        OutputFormat format = OutputShape.format(request.format(), input);
        Optional<String> otherRecipe =
                Optional.of(recipe.name()).filter(name -> !name.equals(RunRequest.DEFAULT_RECIPE));
        OutputPaths paths = OutputPaths.of(
                input.path(),
                request.output(),
                otherRecipe,
                format,
                request.limit().isPresent() ? Selection.SAMPLE : Selection.WHOLE,
                LocalDate.now(ZoneId.systemDefault()));
        return new PreparedInput(recipe, input, columns, format, paths);
    }
}
