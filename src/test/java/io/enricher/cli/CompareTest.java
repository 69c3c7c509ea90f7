package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=compare} with a built-in recipe, from the command line down. */
class CompareTest {

    private static final String HEADER = "topic,description,tldr,challenge,enrichment_status\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeOutputs() throws IOException {
        write("a.enriched.csv", HEADER + "x,d,short,practice,ok\ny,d,short,practice,ok\nz,d,,,failed\n");
        write(
                "b.enriched.jsonl",
                """
                {"topic":"x","description":"d","tldr":"short","challenge":"expert","enrichment_status":"ok"}
                {"topic":"y","description":"d","tldr":"a \\"quoted\\",\\nbroken one","challenge":"expert","enrichment_status":"ok"}
                {"topic":"z","description":"d","tldr":"\\u001b[2Jnew","challenge":"practice","enrichment_status":"ok"}
                """);
        write("other.csv", HEADER + "x,d,short,practice,ok\nother,d,short,practice,ok\n");
        write("mine.csv", "topic,verdict,enrichment_status\nx,yes,ok\n");
    }

    @Test
    void differencesAreCountedAndWrittenToAFile() throws IOException {
        CommandRun run =
                compare("a=" + file("a.enriched.csv"), "b=" + file("b.enriched.jsonl"), "output=" + folder + "/");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out())
                .contains(
                        "Rows compared:   3\n",
                        "Rows differing:  3 (100.0%)\n",
                        "Failed rows:     1 failed only in a, 0 only in b\n",
                        "Answers:         fields of the recipe roadmap\n",
                        "     2  practice -> expert\n",
                        "     1  (empty) -> practice\n")
                .containsPattern("challenge +3\n")
                .containsPattern("tldr +2\n")
                .doesNotContain("\u001b")
                .endsWith("rows=3 differing=3 exit=0\n");
        assertThat(Files.readString(folder.resolve("b.compare.csv")))
                .isEqualTo(
                        """
                        row,field,a,b
                        1,challenge,practice,expert
                        2,tldr,short,"a ""quoted"",
                        broken one"
                        2,challenge,practice,expert
                        3,tldr,,\u001b[2Jnew
                        3,challenge,,practice
                        """);
    }

    @Test
    void pageShowsRowsSideBySideAndObeysNoneOfThem() throws IOException {
        String markup = "<img src=x onerror=alert(1)></td><script>alert(1)</script>";
        write("c.csv", HEADER + "x,\"" + markup + "\",short,practice,ok\n");
        write("d.csv", HEADER + "x,\"" + markup + "\",\"" + markup + "\",expert,ok\n");

        CommandRun run = compare("a=" + file("c.csv"), "b=" + file("d.csv"), "output=" + folder + "/");

        assertThat(run.out()).contains("Side by side:    " + folder.resolve("d.compare.html"));
        String page = Files.readString(folder.resolve("d.compare.html"));
        assertThat(page)
                .contains(
                        "1 of 1 row differs (100.0%).", "<bdi>practice</bdi> → <bdi>expert</bdi>", "&lt;img src&#x3D;x")
                .contains("default-src 'none'; style-src 'sha256-")
                .doesNotContain("<img", "<script");
    }

    @Test
    void jsonHasTheSameNumbers() {
        CommandRun run = compare(
                "a=" + file("a.enriched.csv"),
                "b=" + file("b.enriched.jsonl"),
                "recipe=roadmap",
                "output=" + file("out.csv"),
                "--json");

        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.path("rows").asLong()).isEqualTo(3);
        assertThat(json.path("differing").asLong()).isEqualTo(3);
        assertThat(json.path("fields")
                        .get(1)
                        .path("changes")
                        .get(0)
                        .path("rows")
                        .asLong())
                .isEqualTo(2);
        assertThat(json.path("output").asString()).isEqualTo(file("out.csv"));
    }

    /** A file stands for its place in the test's folder. */
    @ParameterizedTest
    @CsvSource({
        "a=@a.enriched.csv, 2, b= is missing",
        "a=@a.enriched.csv b=@other.csv, 65, in row 2 (line 3",
        "a=@a.enriched.csv b=@none.csv, 66, not found",
        "a=@mine.csv b=@mine.csv, 2, Name the recipe with recipe=NAME",
        "a=@mine.csv b=@mine.csv recipe=roadmap, 2, Name the recipe with recipe=NAME",
        "a=@mine.csv b=@mine.csv fields=verdict output=@mine.csv, 2, written over",
        "a=@mine.csv b=@mine.csv fields=verdict output=@mine.html, 2, end its name with .csv",
        "a=@mine.csv b=@mine.csv fields=verdict recipe=roadmap, 2, cannot be combined",
        "a=@mine.csv b=@mine.csv field=verdict, 2, Did you mean fields?",
    })
    void whatCannotBeComparedIsRefusedAndLeavesNothing(String words, int exitCode, String message) {
        CommandRun run = compare(words.replace("@", folder + "/").split(" "));

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message);
        assertThat(run.showsNoStackTrace()).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,compare.csv}");
    }

    @Test
    void anUnreadableCommandIsToldWithTheParametersOfTheJob() {
        assertThat(compare("c=x").exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(compare("c=x").err()).contains("Parameters: a, b, delimiter, fields, output, recipe");
    }

    private CommandRun compare(String... words) {
        return CommandRun.here(
                Stream.concat(Stream.of("--job=compare"), Stream.of(words)).toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
