package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose rows are all cached starts fast only if it never loads the schema validator, a vocabulary or a mapper. */
class LightStartTest {

    @TempDir
    Path directory;

    @Test
    void keyingRowsLoadsNoSchemaValidatorVocabularyOrMapper() throws Exception {
        String classes = classesLoadedBy("keys");

        assertThat(classes)
                .contains("io.enricher.recipe.ReplyReader")
                .doesNotContain(
                        "com.networknt", "com.knuddels.jtokkit.Encodings", "tools.jackson.databind.json.JsonMapper ");
    }

    @Test
    void checkingAnAnswerLoadsTheSchemaValidator() throws Exception {
        // Guards the test above: the log would show the validator if it were loaded.
        assertThat(classesLoadedBy("answer")).contains("com.networknt");
    }

    private String classesLoadedBy(String what) throws IOException, InterruptedException {
        Path log = directory.resolve("classes-" + what + ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        what))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("output.txt")))
                .isZero();
        return Files.readString(log);
    }

    /** What the fork runs. */
    static final class Run {

        private Run() {}

        public static void main(String[] arguments) {
            Recipe recipe = new RecipeLoader(Path.of("none")).load("roadmap");
            Map<String, String> columns = ColumnMapping.resolve(recipe, List.of("topic"), Map.of(), "in.csv");
            new ItemFactory(recipe, "model", columns).prepare(new SourceRecord(1, 2, Map.of("topic", "x")));
            new PromptRenderer(recipe);
            TokenEstimator.forModel("gpt-4o");
            ReplyReader reader = new ReplyReader(recipe);
            if (arguments[0].equals("answer")) {
                reader.read(Recipes.prompt("a"), "[{\"id\":\"a\",\"tldr\":\"x\",\"challenge\":\"expert\"}]");
            }
        }
    }
}
