import io.enricher.domain.Item;
import io.enricher.domain.SourceRecord;
import io.enricher.enrich.Questions;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.recipe.ColumnMapping;
import io.enricher.recipe.Draft;
import io.enricher.recipe.ItemFactory;
import io.enricher.recipe.Prompt;
import io.enricher.recipe.PromptRenderer;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.TokenEstimator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The prompts that the enricher makes of an input, for clients that are not it. */
final class Prompts {

    private final Recipe recipe = new RecipeLoader(Path.of("config")).load("roadmap");

    /** Rendered beforehand: what it takes is no part of what such a client is measured by. */
    List<Prompt> of(Path input, int rowsPerPrompt) {
        InputFiles files = InputFiles.open(input.toString(), ReaderSettings.DETECT);
        ItemFactory items = new ItemFactory(
                recipe, Setup.MODEL, ColumnMapping.resolve(recipe, files.files().get(0).columns(), Map.of(), input.toString()));
        Questions questions =
                new Questions(recipe, recipe.batch().withMaxItems(rowsPerPrompt), TokenEstimator.forModel(Setup.MODEL));
        PromptRenderer renderer = new PromptRenderer(recipe);
        try (Stream<SourceRecord> records = files.records()) {
            List<Item> all = records.map(record -> ((Draft.Ready) items.prepare(record)).item()).toList();
            return questions.pack(all).prompts().stream().map(renderer::render).toList();
        }
    }
}
