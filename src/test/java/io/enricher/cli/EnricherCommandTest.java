package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line in this process, offline. */
@ExtendWith(OutputCaptureExtension.class)
class EnricherCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path input = Path.of("rows.csv");

    @BeforeEach
    void writeAnInput() throws IOException {
        input = Files.writeString(folder.resolve("rows.csv"), "topic\nOne-to-ones\nHiring\nBudgets\n");
    }

    @Test
    void theStandardOutputEndsWithTheGreppableLineAndTheErrorHoldsThePlan() {
        int exit = enrich();

        assertThat(exit).isZero();
        assertThat(out().lines().reduce((first, last) -> last).orElseThrow())
                .isEqualTo("rows=3 cached=0 enriched=3 duplicates=0 defaulted=0 failed=0 rejected=0 calls=1"
                        + " cost_usd=0.0000 exit=0");
        assertThat(out()).startsWith("=".repeat(60) + "\nENRICHMENT SUMMARY\n");
        assertThat(err())
                .contains("  state    " + folder.resolve("state") + " (new, empty cache)", "  plan     1 call of");
    }

    @Test
    void quietSaysNothingAtAllWhenAllIsWell(CapturedOutput process) {
        int exit = enrich("-q");

        assertThat(exit).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
        assertThat(process.getAll()).isEmpty();
    }

    @Test
    void quietSpeaksUpWhenRowsFailed() throws IOException {
        Files.writeString(input, "topic,level\nHiring,1\n,2\n");

        int exit = enrich("-q");

        assertThat(exit).isEqualTo(3);
        assertThat(out()).contains("missing_field").endsWith(" failed=1 rejected=0 calls=1 cost_usd=0.0000 exit=3\n");
    }

    @Test
    void jsonIsOneObjectAndNothingElse() {
        int exit = enrich("--json");

        JsonNode json = JsonMapper.shared().readTree(out());
        assertThat(exit).isZero();
        assertThat(json.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(json.path("rows").path("total").asInt()).isEqualTo(3);
    }

    @Test
    void jsonIsOneObjectForMistakesToo() {
        int exit = run("--json", "input=" + folder.resolve("nowhere \"x\".csv"));

        JsonNode json = JsonMapper.shared().readTree(out());
        assertThat(exit).isEqualTo(66);
        assertThat(json.path("exitCode").asInt()).isEqualTo(66);
        assertThat(json.path("problem").asString()).contains("nowhere \"x\".csv");
        assertThat(err()).startsWith("error: ");
    }

    @Test
    void jsonIsOneObjectForOptionsThatCannotBeReadToo() {
        int exit = run("--json", "--job");

        assertThat(exit).isEqualTo(2);
        assertThat(JsonMapper.shared().readTree(out()).path("problem").asString())
                .contains("--job");
    }

    @Test
    void jsonIsReadableInAnyCharset() {
        int exit = run("--json", "input=" + folder.resolve("nirgends-zürich-日本.csv"));

        assertThat(exit).isEqualTo(66);
        assertThat(out()).matches("\\p{ASCII}+");
        assertThat(JsonMapper.shared().readTree(out()).path("problem").asString())
                .contains("nirgends-zürich-日本.csv");
    }

    @Test
    void everyLineOfAJsonLogIsOneObject() {
        enrich("--log-format=json");
        String plan = err();
        int exit = run("--log-format=json", "inptu=x");

        assertThat(plan.lines().map(line -> JsonMapper.shared().readTree(line)))
                .allSatisfy(line ->
                        assertThat(line.path("log").path("level").asString()).isEqualTo("INFO"))
                .anySatisfy(line -> assertThat(line.path("message").asString()).startsWith("plan "));
        assertThat(exit).isEqualTo(2);
        JsonNode mistake = JsonMapper.shared().readTree(err());
        assertThat(mistake.path("log").path("level").asString()).isEqualTo("ERROR");
        assertThat(mistake.path("message").asString()).contains("Did you mean input?");
        run("--json=maybe", "--log-format=json");
        assertThat(JsonMapper.shared().readTree(err()).path("message").asString())
                .contains("--json", "maybe");
    }

    @Test
    void anExcelFileHasAMarkAndAnswersThatAreNoFormulas() throws IOException {
        Files.writeString(input, "topic\n=1+1\n-5\n");

        int exit = enrich("excel=true");

        assertThat(exit).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/rows.enriched.csv")))
                .first()
                .asString()
                .startsWith("\uFEFFtopic,tldr,");
        assertThat(Files.readAllLines(folder.resolve("out/rows.enriched.csv")).get(1))
                .startsWith("=1+1,'=1+1,");
        int asBefore = enrich();
        assertThat(asBefore).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/rows.enriched.csv")).get(1))
                .startsWith("=1+1,=1+1,");
    }

    @Test
    void verboseTellsTheWordsOfARun(CapturedOutput process) {
        enrich("-vv");
        enrich("-v");

        assertThat(process.getErr())
                .contains("Cache: 0 entries (latest: none)")
                .contains("Cache hits: 0/3 (0.0%)")
                .contains("Processing 1 batches (batch size: 20)")
                .contains("Batch: 3 rows answered, 0 failed")
                .contains("Call of 3 rows, attempt 1: ok in ")
                .contains("Cache: 3 entries (latest: 20")
                .contains("Cache hits: 3/3 (100.0%)")
                .contains("All rows cached");
        assertThat(process.getOut()).isEmpty();
    }

    @Test
    void statisticsOfTheCacheAreAResult() {
        enrich("-q");

        int exit = run("cache", "stats", "--json", "--enricher.state-dir=" + folder.resolve("state"));

        assertThat(exit).isZero();
        assertThat(JsonMapper.shared().readTree(out()).path("entries").asInt()).isEqualTo(3);
    }

    @Test
    void aHostileColumnNameInAnErrorDoesNotCommandTheTerminal() throws IOException {
        Files.writeString(input, "title\u001b[2J\nx\n");

        int exit = enrich();

        assertThat(exit).isEqualTo(65);
        assertThat(err()).contains("title").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--input=a.csv",
                "--enricher.nonsense=1",
                "inptu=a.csv",
                "--job=enirch",
                "--job",
                "--unknown",
                "-x",
                "limit=0 input=a.csv",
                "--job=cache frobnicate --enricher.state-dir=%s",
            })
    void wrongUsageIsTwoAndOneLine(String words) {
        int exit = run(words.formatted(folder.resolve("state")).split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines()).singleElement().asString().startsWith("error: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--enricher.openai.api-key sk-123 input=x.csv",
                "--api-key sk-123 input=x.csv",
                "input=x.csv --openai-key sk-123",
                "cache --spring.datasource.password sk-123",
            })
    void aKeyBehindABlankIsNotRepeated(String words) {
        int exit = run(words.split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(out() + err()).contains("error: ").doesNotContain("sk-123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrency=0", "timeout=soon", "lock-wait=an hour", "failure-limit=x", "max-cost=0"})
    void aBadSettingIsSeventyEightAndOneLineThatNamesIt(String setting) {
        int exit = enrich("--enricher." + setting);

        assertThat(exit).isEqualTo(78);
        assertThat(err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains("enricher." + setting.substring(0, setting.indexOf('=')));
        assertThat(err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void helpAndVersionLoadNoClassOfSpring(String word) throws Exception {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.enricher.EnricherApplication",
                        word)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(log))
                .as("the log of classes is on")
                .anyMatch(line -> line.contains("io.enricher.cli.EnricherCommand"))
                .noneMatch(line -> line.contains("org.springframework"))
                .noneMatch(line -> line.contains("com.openai"))
                .noneMatch(line -> line.contains("com.google.genai"));
    }

    @Test
    void helpNamesJobsParametersAndExitCodes() {
        int exit = run("--help");

        assertThat(exit).isZero();
        assertThat(out()).contains("--job=enrich input=", "batch-size", "OPENAI_API_KEY", "130/143");
        assertThat(err()).isEmpty();
    }

    private int enrich(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("input=" + input);
        words.add("output=" + folder.resolve("out") + "/");
        words.add("provider=offline");
        words.add("--enricher.state-dir=" + folder.resolve("state"));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return EnricherCommand.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
