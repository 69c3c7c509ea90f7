package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script in a real bash, as its tab key runs it. */
class CompletionScriptTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheScript() throws Exception {
        CommandRun run = CommandRun.here("completion");
        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.err()).isEmpty();
        Files.writeString(folder.resolve("completion.bash"), run.out());
        Files.writeString(folder.resolve("rows one.csv"), "topic\n");
        Files.createDirectory(folder.resolve("rowfolder"));
    }

    /** What is typed, and the words offered, parted by bars; a blank at the end of a word is shown as _. */
    @ParameterizedTest
    @CsvSource({
        "enricher --job=ca,                cache_",
        "enricher --jo,                    --job=",
        "enricher do,                      doctor_",
        "enricher --job=cache cl,          clear_",
        "enricher recipe ,                 list_|show_|validate_|new_|delimiter=|encoding=|input=|new=|recipe=",
        "enricher --job=enrich inp,        input=",
        "enricher inp,                     input=",
        "enricher --job=estimate ma,       map.|max-length=",
        "enricher input=row,               rows one.csv_|rowfolder/",
        "enricher recipe=road,             roadmap_",
        "enricher provider=o,              openai_|offline_",
        "enricher refresh=,                true_|false_",
        "enricher --enricher.metr,         --enricher.metrics.textfile=",
        "enricher --js,                    --json_",
        "enricher --log,                   --log-format=",
        "enricher --log-format=j,          json_",
        "enricher recipe show rec,         recipe=",
        "enricher show recipe --job=cache cl, clear_",
        "enricher doctor call=,            true_|false_",
        "enricher show call=,              ''",
        "enricher limit=5,                 ''",
        "enricher doctor inp,              ''",
    })
    void theTabKeyKnowsJobsActionsParametersAndSettings(String typed, String offered) throws Exception {
        String line = typed.equals("enricher recipe") ? typed + " " : typed;
        assertThat(complete(line, ""))
                .containsExactlyInAnyOrderElementsOf(offered.isEmpty() ? List.of() : List.of(offered.split("\\|")));
    }

    @Test
    void whereAnEqualsSignPartsNoWordsTheWholeWordIsOffered() throws Exception {
        assertThat(complete("enricher --job=ca", "COMP_WORDBREAKS=' ';")).containsExactly("--job=cache_");
        assertThat(complete("enricher provider=g", "COMP_WORDBREAKS=' ';")).containsExactly("provider=gemini_");
    }

    /** Which takes whole words, and leaves out by itself those that do not begin like what is typed. */
    @ParameterizedTest
    @CsvSource({
        "enricher --job=ca, --job=cache_",
        "enricher recipe s, show_",
        "enricher input=row, input=rows one.csv_",
        "enricher input=row, input=rowfolder/",
    })
    void zshIsOfferedTheSame(String line, String offered) throws Exception {
        assumeThat(Stream.of("/bin/zsh", "/usr/bin/zsh").map(Path::of).anyMatch(Files::isExecutable))
                .as("zsh is installed")
                .isTrue();

        assertThat(completeIn("zsh", line, "")).contains(offered);
    }

    private List<String> complete(String line, String before) throws Exception {
        return completeIn("bash", line, before);
    }

    private List<String> completeIn(String shell, String line, String before) throws Exception {
        String script = "source ./completion.bash; " + before
                + " COMP_LINE=\"$1\"; COMP_POINT=${#1}; _enricher;"
                + " for word in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"${word/% /_}\"; done";
        Process process = new ProcessBuilder(shell, "-c", script, shell, line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
