package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=cache}: paid answers are told of, shared between machines, and deleted where they are not wanted. */
class CacheIT {

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(30));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private CommandRun cache(String... words) {
        return cache(workplace, words);
    }

    private static CommandRun cache(Workplace place, String... words) {
        List<String> all = new ArrayList<>(List.of("--job=cache", "--enricher.state-dir=" + place.stateDirectory()));
        all.addAll(List.of(words));
        return CommandRun.here(all.toArray(String[]::new));
    }

    private static void assertOk(CommandRun run) {
        assertThat(run.exitCode()).as(run.everything()).isZero();
    }

    @Test
    void anotherMachineTakesTheAnswersAndAsksNothing() throws IOException {
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        Path file = folder.resolve("shared/answers.jsonl.gz");
        Workplace other = new Workplace(otherFolder);
        other.writeInput(Topic.many(31));

        CommandRun exported = cache("export=" + file);
        CommandRun imported = cache(other, "import=" + file);
        CommandRun again = cache(other, "import", "import=" + file);
        CommandRun run = other.enrich(Wire.OPENAI, simulator);

        assertThat(exported.out()).startsWith("Exported 30 answers to " + file);
        assertThat(imported.out()).startsWith("Imported 30 answers from " + file + "; 0 were in the cache already.");
        assertThat(again.out()).startsWith("Imported 0 answers from " + file + "; 30 were in the cache already.");
        assertThat(run.out()).contains("rows=31 cached=30 enriched=1 ");
        other.assertEveryRowIsAnswered(Topic.many(31));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void answersMoveFromOneKindOfDatabaseToTheOther() {
        String database = "--spring.datasource.url=" + EmbeddedPostgresServer.freshDatabase();
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        Path file = folder.resolve("answers.jsonl");
        Path back = folder.resolve("back.jsonl");

        assertOk(cache("export=" + file));
        assertOk(cache("import=" + file, database));
        CommandRun run = workplace.enrich(Wire.OPENAI, simulator, database);
        assertOk(cache("export=" + back, database));

        assertThat(run.out()).contains("rows=30 cached=30 ", " calls=0 ");
        assertThat(back).hasSameTextualContentAs(file);
    }

    @Test
    void anExportReplacesAnEarlierOneAndNothingElse() throws IOException {
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        Path file = folder.resolve("answers.jsonl");
        Path notes = workplace.write("notes.jsonl", "{\"a\":1}\n");

        assertOk(cache("export=" + file));
        assertOk(cache("clear"));
        CommandRun emptied = cache("export=" + file);
        CommandRun refused = cache("export=" + notes);

        assertOk(emptied);
        assertThat(file).isEmptyFile();
        assertOk(cache("export=" + file));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(notes).hasContent("{\"a\":1}\n");
    }

    @Test
    void offlineAnswersAreNotExported() {
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        workplace.write("more.csv", "topic\nonly offline\n");
        assertOk(CommandRun.here(
                "input=" + folder.resolve("more.csv"),
                "provider=offline",
                "output=" + folder.resolve("output") + "/",
                "--enricher.state-dir=" + workplace.stateDirectory()));

        CommandRun run = cache("export=" + folder.resolve("answers.jsonl"), "--json");

        assertThat(run.out().strip()).isEqualTo("{\"exported\":30,\"offline\":1}");
    }

    @Test
    void aLineThatIsNoAnswerIsRefusedAndWhatStandsBeforeItIsKept() throws IOException {
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        Path file = folder.resolve("answers.jsonl");
        assertOk(cache("export=" + file));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(20, lines.get(20).replace("\"key\":\"", "\"key\":\"zz"));
        Files.write(file, lines);
        Workplace other = new Workplace(otherFolder);

        CommandRun refused = cache(other, "import=" + file);
        CommandRun missing = cache(other, "import=" + folder.resolve("none.jsonl"));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED.code());
        assertThat(refused.err())
                .contains("answers.jsonl, line 21: \"key\" is not 64 hexadecimal digits")
                .contains("remove the line");
        assertThat(refused.showsNoStackTrace()).isTrue();
        assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT_MISSING.code());
        assertThat(cache(other, "stats").out()).containsPattern("Entries: +20");
    }

    @Test
    void statisticsTellOfEachRecipeAndModel() {
        assertOk(workplace.enrich(Wire.OPENAI, simulator, "model=model-a", "--enricher.pricing=0"));
        assertOk(workplace.enrich(Wire.OPENAI, simulator, "model=model-b", "limit=5", "--enricher.pricing=0"));

        CommandRun run = cache("stats");

        assertThat(run.out().lines().skip(4))
                .satisfiesExactly(
                        header -> assertThat(header).matches("Recipe +Model +Answers  Characters  Oldest +Latest"),
                        a -> assertThat(a).matches("roadmap +model-a +30 +[1-9][0-9,]+  20\\S+Z  20\\S+Z"),
                        b -> assertThat(b).matches("roadmap +model-b +5 +[1-9][0-9,]+  20\\S+Z  20\\S+Z"));
        JsonNode json = JsonMapper.shared().readTree(cache("stats", "--json").out());
        assertThat(json.path("entries").asInt()).isEqualTo(35);
        assertThat(json.path("recipes").get(1).path("answers").asInt()).isEqualTo(5);
    }

    @Test
    void clearDeletesWhatIsNamedAndTheRestIsStillInTheCache() {
        assertOk(workplace.enrich(Wire.OPENAI, simulator));
        assertOk(workplace.enrich(Wire.OPENAI, simulator, "recipe=classify", "labels=a,b", "map.text=description"));

        CommandRun mistyped = cache("clear", "recipe=clasify");
        CommandRun young = cache("clear", "older-than=1d");
        CommandRun cleared = cache("clear", "recipe=classify");
        CommandRun again = cache("clear", "recipe=classify");

        assertThat(mistyped.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(mistyped.err()).contains("Did you mean classify?", "Recipes: classify, roadmap");
        assertThat(young.out()).startsWith("Removed 0 answers");
        assertThat(cleared.out()).startsWith("Removed 30 answers");
        assertThat(again.out()).startsWith("Removed 0 answers");
        assertThat(workplace.enrich(Wire.OPENAI, simulator).out()).contains("rows=30 cached=30 ", " calls=0 ");
    }

    @Test
    void anUnfinishedRunKeepsItsAnswersUnlessForced() {
        simulator.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
        workplace.enrich(Wire.OPENAI, simulator, "--enricher.concurrency=1");

        CommandRun refused = cache("clear", "recipe=roadmap");
        CommandRun forced = cache("clear", "recipe=roadmap", "force=true");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_NOW.code());
        assertThat(refused.err()).contains("force=true");
        assertThat(forced.out()).startsWith("Removed 20 answers");
    }
}
