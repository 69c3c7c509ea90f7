package io.enricher.job;

import io.enricher.input.InputFile;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputPaths;
import io.enricher.output.RunPaths;
import io.enricher.output.Selection;
import io.enricher.recipe.ColumnMapping;
import io.enricher.recipe.ColumnMapping.Nesting;
import io.enricher.recipe.Recipe;
import io.enricher.spans.TreeFindings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The input of a run, opened.
 *
 * @param input what is read
 * @param files each file of it
 * @param tree  what was found in the source tree that the input was cut from; empty for files
 */
public record PreparedInput(
        Recipe recipe, InputFiles input, List<RunFile> files, RunPaths paths, Optional<TreeFindings> tree) {

    /** @throws io.enricher.domain.EnricherException if the request cannot work; says what, where and the cure */
    static PreparedInput of(RunRequest request, Recipe recipe) {
        InputFiles input =
                InputFiles.open(request.input(), new ReaderSettings(request.delimiter(), request.encoding()));
        List<Map<String, String>> columns = input.files().stream()
                .map(file -> columns(request, recipe, file))
                .toList();
        List<OutputFormat> formats = input.files().stream()
                .map(file -> OutputShape.format(request.format(), file))
                .toList();
        OutputShape.refuseOtherThanCsv(formats, request.outputOptions());
        RunPaths paths = paths(request, recipe, input, formats)
                .streamingTo(
                        request.outputOptions().stream(),
                        input.files().stream().map(InputFile::path).toList(),
                        LocalDate.now(ZoneId.systemDefault()));
        List<RunFile> files = IntStream.range(0, columns.size())
                .mapToObj(i -> new RunFile(
                        input.files().get(i),
                        columns.get(i),
                        formats.get(i),
                        paths.files().get(i)))
                .toList();
        return new PreparedInput(recipe, input, files, paths, Optional.empty());
    }

    /** What the input was found to hold, for a person; empty for a single file. */
    Optional<String> findings() {
        return tree.map(TreeFindings::description).or(input::findings);
    }

    private static Map<String, String> columns(RunRequest request, Recipe recipe, InputFile file) {
        Map<String, String> columns =
                ColumnMapping.resolve(recipe, file.columns(), request.mapping(), file.given(), nesting(file));
        OutputShape.columns(file, file.columns(), request, recipe);
        return columns;
    }

    private static RunPaths paths(RunRequest request, Recipe recipe, InputFiles input, List<OutputFormat> formats) {
        Optional<String> otherRecipe =
                Optional.of(recipe.name()).filter(name -> !name.equals(RunRequest.DEFAULT_RECIPE));
        Selection selection = Selection.of(request.rows().parameter());
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        List<Path> inputs = input.files().stream().map(InputFile::path).toList();
        return input.listName()
                .map(name -> RunPaths.ofSeveral(name, inputs, formats, request.output(), otherRecipe, selection, today))
                .orElseGet(() -> RunPaths.ofOne(OutputPaths.of(
                        inputs.get(0), request.output(), otherRecipe, formats.get(0), selection, today)));
    }

    private static Nesting nesting(InputFile input) {
        if (!input.hasTypedValues()) {
            return Nesting.NONE;
        }
        return input.knowsAllColumns() ? Nesting.PATHS : Nesting.PATHS_INTO_LATER_COLUMNS;
    }
}
