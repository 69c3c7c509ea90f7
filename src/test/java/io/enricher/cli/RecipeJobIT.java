package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --job=recipe}. */
class RecipeJobIT {

    @TempDir
    Path folder;

    @Test
    void listNamesEachRecipeWithItsTitle() {
        CommandRun run = CommandRun.here("--job=recipe", "list");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("chunk-context +Situate each chunk in its document, for retrieval"))
                .anyMatch(line -> line.matches("classify +Choose one of a list of labels for each text"))
                .hasSize(7);
    }

    @Test
    void showPrintsTheFile() throws IOException {
        CommandRun run = CommandRun.here("--job=recipe", "show", "recipe=classify");

        assertThat(run.out().strip())
                .isEqualTo(Files.readString(Path.of("src/main/resources/recipes/classify.yml"))
                        .strip());
    }

    @Test
    void validateTellsWhatARecipeReadsAndAdds() {
        CommandRun run = CommandRun.here("recipe", "validate", "recipe=chunk-context");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out())
                .contains("The recipe chunk-context is valid.")
                .contains("document (required) (shared by a prompt), chunk (required)")
                .contains("context, contextual_text");
    }

    @Test
    void validateRefusesABrokenRecipeWithItsPlaceAndCure() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yml"), "name: broken\nfeilds:\n  a:\n");

        CommandRun run = CommandRun.here("--job=recipe", "validate", "recipe=" + broken);

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(ExitCode.BAD_CONFIGURATION.code());
        assertThat(run.err()).contains("broken.yml, line 2, /feilds: unknown key \"feilds\"; did you mean \"fields\"?");
    }

    @Test
    void newWritesAStarterFromTheColumnsOfAFileThatIsValidAndWorks() throws IOException {
        Path input = Files.writeString(folder.resolve("tickets.csv"), "Order No,text\n1,late\n2,broken\n");
        Path recipe = folder.resolve("tickets.yml");

        CommandRun created = CommandRun.here("--job=recipe", "new", "new=" + recipe, "input=" + input);
        CommandRun used = CommandRun.here(
                "input=" + input,
                "recipe=" + recipe,
                "map.Order_No=Order No",
                "provider=offline",
                "output=" + folder.resolve("output") + "/",
                "--enricher.state-dir=" + folder.resolve("state"));
        CommandRun again = CommandRun.here("--job=recipe", "new", "new=" + recipe, "input=" + input);

        assertThat(created.exitCode()).as(created.everything()).isZero();
        assertThat(used.exitCode()).as(used.everything()).isZero();
        assertThat(used.out()).contains("rows=2 cached=0 enriched=2 ");
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(again.err()).contains("tickets.yml is there already; choose another name with new=");
    }

    @Test
    void whatIsMissingOrMistypedIsSaid() {
        assertThat(CommandRun.here("--job=recipe", "show").err())
                .contains("recipe= is missing, such as recipe=classify");
        assertThat(CommandRun.here("--job=recipe", "shwo").err())
                .contains("there is no recipe action \"shwo\"; use list or show or validate or new");
        assertThat(CommandRun.here("--job=recipe", "show", "recipe=clasify").err())
                .contains("there is no recipe \"clasify\"; did you mean \"classify\"?");
        assertThat(CommandRun.here("--job=recipe", "list", "limit=3").err())
                .contains("unknown job parameter \"limit\"");
    }
}
