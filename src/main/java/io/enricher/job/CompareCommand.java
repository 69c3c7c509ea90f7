package io.enricher.job;

import io.enricher.comparison.OutputComparison;
import io.enricher.comparison.RecipeFields;
import io.enricher.domain.Comparison;
import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.input.ReaderSettings;
import io.enricher.output.DifferenceFile;
import io.enricher.output.TextFile;
import io.enricher.recipe.RecipeLoader;
import io.enricher.report.ComparisonPage;
import io.enricher.report.ComparisonText;
import io.enricher.report.JsonComparison;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code --job=compare}: in which rows the answers of two outputs of the same input differ. Opens no database. */
public final class CompareCommand {

    private static final Logger log = LoggerFactory.getLogger(CompareCommand.class);

    private final RecipeLoader recipes = new RecipeLoader(RunInput.CONFIGURATION);

    /** @throws EnricherException if that cannot be done; says what, where and the cure */
    public RunResult run(CompareRequest request) {
        ReaderSettings reader = new ReaderSettings(request.delimiter(), Optional.empty());
        OutputComparison outputs =
                OutputComparison.of(request.a(), request.b(), reader, request.fields(), recipeFields(request));
        Path target = DifferenceFile.pathFor(
                request.output(), Path.of(request.a()), Path.of(request.b()), LocalDate.now(ZoneId.systemDefault()));
        try (DifferenceFile file = DifferenceFile.create(target)) {
            ComparisonPage page = new ComparisonPage();
            Comparison comparison = outputs.compare(difference -> {
                file.write(difference);
                page.add(difference);
            });
            file.publish();
            Path html = DifferenceFile.pageFor(target);
            TextFile.write(html, page.render(comparison, String.valueOf(target.getFileName())));
            return new RunResult(
                    new ComparisonText()
                            .render(comparison, target.toString(), html.toString())
                            .stripTrailing(),
                    new JsonComparison()
                            .render(comparison, target.toString(), html.toString())
                            .stripTrailing(),
                    "rows=" + comparison.rows() + " differing=" + comparison.differing() + " exit="
                            + ExitCode.OK.code(),
                    ExitCode.OK);
        }
    }

    private List<RecipeFields> recipeFields(CompareRequest request) {
        if (!request.fields().isEmpty()) {
            return List.of();
        }
        if (request.recipe().isPresent()) {
            String named = request.recipe().get();
            return List.of(new RecipeFields(named, recipes.load(named).addedFields()));
        }
        List<RecipeFields> known = new ArrayList<>();
        for (String name : recipes.names()) {
            load(name).ifPresent(known::add);
        }
        return known;
    }

    /** One that is broken wrote neither of the outputs, as far as it can be told. */
    private Optional<RecipeFields> load(String name) {
        try {
            return Optional.of(new RecipeFields(name, recipes.load(name).addedFields()));
        } catch (EnricherException e) {
            log.debug("The recipe {} cannot be used", name, e);
            return Optional.empty();
        }
    }
}
