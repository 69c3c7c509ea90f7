package io.enricher.job;

import io.enricher.input.InputFiles;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputPaths;
import io.enricher.output.RunPaths;
import io.enricher.output.Selection;
import io.enricher.recipe.ColumnMapping;
import io.enricher.recipe.Recipe;
import io.enricher.source.ChunkFile;
import io.enricher.source.SourceRequest;
import io.enricher.source.SourceTree;
import io.enricher.spans.ChunkFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An input of source code: a folder, a repository or the URL of one. What is in it is looked at when the run has its
 * locks.
 *
 * @param columns recipe field to chunk column
 */
record TreeInput(
        RunRequest request,
        Recipe recipe,
        SourceTree tree,
        Map<String, String> columns,
        OutputFormat format,
        RunPaths paths)
        implements RunInput {

    /** Whether what the user named can be a source tree: a folder, or the address of a repository. */
    static boolean isTree(String given) {
        return isRemote(given) || isFolder(given);
    }

    static boolean isRemote(String given) {
        return SourceTree.isRemote(given);
    }

    /** Whether it is a repository for sure, so that nobody means the tables in it. */
    static boolean isRepository(String given) {
        return isRemote(given) || (isFolder(given) && SourceTree.looksLikeRepository(Path.of(given)));
    }

    private static boolean isFolder(String given) {
        try {
            return Files.isDirectory(Path.of(given));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** @throws io.enricher.domain.EnricherException if there is no such tree or it cannot be read so */
    static TreeInput of(RunRequest request, Recipe recipe) {
        SourceOptions options = request.source();
        SourceTree tree = SourceTree.find(
                new SourceRequest(request.input(), options.revision(), options.include(), options.exclude()));
        Map<String, String> columns =
                ColumnMapping.resolve(recipe, ChunkFile.COLUMNS, request.mapping(), tree.location());
        OutputShape.refuseClash(tree.location(), ChunkFile.COLUMNS, request, recipe);
        OutputFormat format = request.format().map(OutputFormat::of).orElse(OutputFormat.JSONL);
        OutputShape.refuseOtherThanCsv(List.of(format), request.outputOptions());
        Optional<String> otherRecipe =
                Optional.of(recipe.name()).filter(name -> !name.equals(RunRequest.DEFAULT_SOURCE_RECIPE));
        OutputPaths paths = OutputPaths.ofTree(
                tree.name(),
                request.output(),
                otherRecipe,
                format,
                Selection.of(request.rows().parameter()),
                LocalDate.now(ZoneId.systemDefault()));
        RunPaths all = RunPaths.ofOne(paths)
                .streamingTo(request.outputOptions().stream(), List.of(), LocalDate.now(ZoneId.systemDefault()));
        return new TreeInput(request, recipe, tree, columns, format, all);
    }

    @Override
    public PreparedInput prepare(ChunkFiles chunks, String owner) {
        ChunkFiles.Cut cut = chunks.cut(tree, owner);
        InputFiles input = InputFiles.ofChunks(tree.location(), tree.location(), cut.identity(), cut.file());
        RunFile file =
                new RunFile(input.files().get(0), columns, format, paths.files().get(0));
        return new PreparedInput(recipe, input, List.of(file), paths, Optional.of(cut.findings()));
    }
}
