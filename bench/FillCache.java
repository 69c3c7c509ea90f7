import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enricher.domain.Answer;
import io.enricher.domain.Item;
import io.enricher.domain.Outcome;
import io.enricher.domain.SourceRecord;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import io.enricher.recipe.ColumnMapping;
import io.enricher.recipe.Draft;
import io.enricher.recipe.ItemFactory;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.store.AnswerStore;
import io.enricher.store.Maintenance;
import io.enricher.store.OutcomeStore;
import io.enricher.store.Schema;
import io.enricher.store.SqlDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts an answer for every row of an input into the cache of a state directory, in minutes instead of the hours that
 * asking takes: {@code java -cp target/enricher.jar bench/FillCache.java rows.csv .enricher}.
 */
final class FillCache {

    private static final String MODEL = "offline-extractive";
    private static final int ROWS_PER_COMMIT = 20_000;

    private FillCache() {}

    public static void main(String[] arguments) throws Exception {
        Path stateDirectory = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + stateDirectory.resolve("enricher") + ";CACHE_SIZE=65536");
        config.setUsername("");
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            SqlDialect dialect = SqlDialect.of(dataSource);
            new Schema(dataSource, dialect).bringUpToDate();
            OutcomeStore outcomes = new OutcomeStore(dataSource, dialect, new AnswerStore(dataSource, dialect, 0));
            fill(Path.of(arguments[0]), outcomes);
            // As the end of a large run does; without it the file is ten times as large.
            new Maintenance(dataSource, dialect).compactOnClose(Long.MAX_VALUE);
        }
    }

    private static void fill(Path input, OutcomeStore outcomes) throws Exception {
        Recipe recipe = new RecipeLoader(Path.of("config")).load("roadmap");
        InputFiles files = InputFiles.open(input.toString(), ReaderSettings.DETECT);
        ItemFactory items = new ItemFactory(
                recipe, MODEL, ColumnMapping.resolve(recipe, files.files().get(0).columns(), Map.of(), input.toString()));
        List<Outcome> answered = new ArrayList<>();
        try (Stream<SourceRecord> records = files.records()) {
            for (SourceRecord record : (Iterable<SourceRecord>) records::iterator) {
                Item item = ((Draft.Ready) items.prepare(record)).item();
                String json = "{\"tldr\":\"About " + record.number()
                        + " and what a manager does with it\",\"challenge\":\"practice\"}";
                answered.add(new Outcome.Enriched(item, new Answer(json, MODEL, "")));
                if (answered.size() == ROWS_PER_COMMIT) {
                    outcomes.record(0, recipe.name(), answered, Optional.empty());
                    answered.clear();
                }
            }
        }
        outcomes.record(0, recipe.name(), answered, Optional.empty());
    }
}
