package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake a user can make: the documented exit code, a message with the cure, nothing left behind. */
class UsageIT {

    @TempDir
    Path folder;

    private Workplace workplace;

    /**
     * A mistake and what is said of it.
     *
     * @param words the command line; {@code FOLDER} in it stands for the test's folder
     * @param says  all of them are in the message
     */
    record Mistake(int exitCode, List<String> words, List<String> says) {

        static Mistake of(int exitCode, String words, String... says) {
            return new Mistake(exitCode, List.of(words.split(" ")), List.of(says));
        }

        @Override
        public String toString() {
            return exitCode + " for " + String.join(" ", words);
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(3));
        workplace.write("empty.csv", "");
        workplace.write("other.csv", "Title,Text\na,b\n");
        workplace.write("twice.csv", "topic,Topic\na,b\n");
        workplace.write("clash.csv", "topic,tldr\na,b\n");
        workplace.write("unclosed.csv", "topic,description\na,b\nc,\"never closed\nd,e\n");
        Files.write(folder.resolve("latin1.csv"), "topic\nok\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        workplace.write("broken.yml", "name: broken\nversion: 1\nfields: [\n");
        workplace.write("wrong.yml", "name: wrong\nversion: \"1\"\nfeilds:\n  topic:\n");
        workplace.write("mistyped.yml", "# mine\nenricher:\n  concurency: 4\n");
        workplace.write("beyond.yml", "enricher:\n  max-attempts: 0\n");
        workplace.write("notes.docx", "x");
        workplace.write("empty.key", "");
        Files.createDirectories(folder.resolve("output").resolve("topics.enriched.csv"));
    }

    static Stream<Mistake> usageMistakes() {
        return Stream.of(
                Mistake.of(2, "--job=enrich", "which file?", "input="),
                Mistake.of(2, "--input=FOLDER/topics.csv", "no dashes", "Write: input="),
                Mistake.of(2, "input=FOLDER/topics.csv inptu=x", "inptu", "input"),
                Mistake.of(2, "input=FOLDER/topics.csv modle=x", "modle", "model"),
                Mistake.of(2, "input=FOLDER/topics.csv input=b.csv", "input is given twice"),
                Mistake.of(2, "input=FOLDER/topics.csv map.topc=Title", "topc", "topic"),
                Mistake.of(2, "input=FOLDER/topics.csv limit=none", "limit", "none"),
                Mistake.of(2, "input=FOLDER/topics.csv limit=0", "limit"),
                Mistake.of(2, "input=FOLDER/topics.csv batch-size=0", "batch-size"),
                Mistake.of(2, "input=FOLDER/topics.csv output=FOLDER/x.csv.gz", "no .gz file can be written", ".csv"),
                Mistake.of(2, "input=FOLDER/topics.csv format=xml", "xml", "csv", "json", "jsonl"),
                Mistake.of(2, "input=FOLDER/topics.csv model=", "model= is empty"),
                Mistake.of(2, "input=FOLDER/topics.csv excel=yes", "excel", "true or false", "yes"),
                Mistake.of(2, "input=FOLDER/topics.csv excel=true format=jsonl", "excel=true", "jsonl", "format=csv"),
                Mistake.of(2, "input=FOLDER/topics.csv stream=FOLDER/x.csv", "stream=", ".jsonl"),
                Mistake.of(2, "input=FOLDER/topics.csv --log-format=xml", "--log-format", "xml", "JSON"),
                Mistake.of(2, "--job=enrihc input=FOLDER/topics.csv", "enrihc", "enrich"),
                Mistake.of(2, "topics.csv", "input=topics.csv"),
                Mistake.of(2, "--job=enrich topics.csv", "input=topics.csv"),
                Mistake.of(2, "--job=cache input=FOLDER/topics.csv", "input"),
                Mistake.of(2, "--job=cache stast", "stast", "stats"),
                Mistake.of(2, "--job=cache clear force=yes", "force", "true or false", "yes"),
                Mistake.of(2, "--job=cache clear older-than=30", "older-than", "30d"),
                Mistake.of(2, "--job=cache stats recipe=roadmap", "stats takes no recipe="),
                Mistake.of(2, "--job=cache export", "which file?", "export=answers.jsonl"),
                Mistake.of(2, "--job=cache export=FOLDER/topics.csv", "topics.csv is there already", "export="),
                Mistake.of(2, "input=FOLDER/topics.csv --enricher.openai.api-key sk-123", "OPENAI_API_KEY", "visible"),
                Mistake.of(2, "input=FOLDER/topics.csv --enricher.concurency=4", "concurency", "enricher.concurrency"),
                Mistake.of(2, "input=FOLDER/topics.csv --enricher.concurrency", "--enricher.concurrency=value"),
                Mistake.of(2, "input=FOLDER/topics.csv --quite", "--quite", "--quiet"),
                Mistake.of(2, "input=FOLDER/topics.csv -x", "-x", "--help"),
                Mistake.of(2, "input=FOLDER/topics.csv --enricher.openai.api-key=sk-123", "OPENAI_API_KEY", "visible"),
                Mistake.of(2, "input=FOLDER/topics.csv --openai.api-key=sk-123", "OPENAI_API_KEY"),
                Mistake.of(2, "input=FOLDER/topics.csv output=FOLDER/output/topics.enriched.csv/x.json", "format=json"),
                Mistake.of(2, "input=FOLDER/topics.csv output=FOLDER/topics.csv", "topics.csv", "output"),
                Mistake.of(2, "input=FOLDER/topics.csv output=FOLDER/out/{day}.csv", "{day}", "{date}"));
    }

    static Stream<Mistake> inputMistakes() {
        return Stream.of(
                Mistake.of(66, "input=FOLDER/topic.csv", "not found", "Did you mean", "topics.csv"),
                Mistake.of(66, "input=FOLDER/nothing-like-it.csv", "not found", "nothing-like-it.csv"),
                Mistake.of(65, "input=FOLDER", "empty.csv is empty (0 bytes)"),
                Mistake.of(66, "input=FOLDER/output", "holds no file that can be read"),
                Mistake.of(66, "input=FOLDER/*.parquet", "holds no file that can be read", ".jsonl"),
                Mistake.of(65, "input=FOLDER/empty.csv", "0 bytes"),
                Mistake.of(65, "input=FOLDER/notes.docx", ".csv"),
                Mistake.of(65, "input=FOLDER/other.csv", "topic", "Title", "Text", "map.topic="),
                Mistake.of(65, "input=FOLDER/topics.csv map.topic=Titel", "Titel", "topic", "description"),
                Mistake.of(65, "input=FOLDER/twice.csv", "same name", "columns 1 and 2"),
                Mistake.of(65, "input=FOLDER/clash.csv", "tldr", "prefix=ai_"),
                Mistake.of(65, "input=FOLDER/latin1.csv", "line 3", "encoding=windows-1252"),
                Mistake.of(65, "input=FOLDER/unclosed.csv", "line 3", "quote"),
                Mistake.of(2, "input=FOLDER/topics.csv encoding=utf-9", "utf-9"),
                Mistake.of(2, "input=FOLDER/topics.csv delimiter=ab", "delimiter", "ab"));
    }

    static Stream<Mistake> configurationMistakes() {
        return Stream.of(
                Mistake.of(78, "input=FOLDER/topics.csv recipe=raodmap", "raodmap", "roadmap"),
                Mistake.of(78, "input=FOLDER/topics.csv recipe=FOLDER/none.yml", "none.yml"),
                Mistake.of(78, "input=FOLDER/topics.csv recipe=FOLDER/broken.yml", "broken.yml", "line"),
                Mistake.of(78, "input=FOLDER/topics.csv recipe=FOLDER/wrong.yml", "wrong.yml", "feilds", "fields"),
                Mistake.of(78, "input=FOLDER/topics.csv provider=opnai", "opnai", "openai", "gemini", "offline"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv provider=gemini --enricher.gemini.api-key-file=FOLDER/no.key",
                        "no.key"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv provider=openai --enricher.openai.api-key-file=FOLDER/empty.key",
                        "empty.key",
                        "is empty"),
                Mistake.of(78, "input=FOLDER/topics.csv provider=offline model=gpt-4o", "offline-extractive", "gpt-4o"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --enricher.concurrency=0",
                        "enricher.concurrency",
                        "1 to 1000",
                        "set on the command line"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --spring.config.import=file:FOLDER/mistyped.yml",
                        "enricher.concurency (set in ",
                        "mistyped.yml, line 3)",
                        "Did you mean enricher.concurrency?"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --spring.config.import=file:FOLDER/beyond.yml",
                        "enricher.max-attempts",
                        "not 0",
                        "beyond.yml, line 2"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --enricher.concurrency=many",
                        "enricher.concurrency cannot be \"many\"",
                        "it must be a whole number"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --enricher.limits.burst=half",
                        "enricher.limits.burst",
                        "it must be a number, such as 0.5"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.timeout=soon", "enricher.timeout", "soon"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.timeout=0s", "enricher.timeout", "longer than 0"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.max-attempts=0", "max-attempts", "0"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --enricher.failure-limit=lots",
                        "enricher.failure-limit",
                        "lots",
                        "10%"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.max-cost=cheap", "enricher.max-cost", "cheap"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.pricing=FOLDER/no-prices.yml", "no-prices.yml"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.limits.burst=2", "burst", "2"),
                Mistake.of(78, "input=FOLDER/topics.csv --enricher.lock-wait=never", "enricher.lock-wait", "never"),
                Mistake.of(
                        78,
                        "input=FOLDER/topics.csv --spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "spring.datasource.url"));
    }

    @ParameterizedTest
    @MethodSource("usageMistakes")
    void aWrongCommandIsExplainedAndLeavesNothingBehind(Mistake mistake) {
        assertExplained(mistake);
    }

    @ParameterizedTest
    @MethodSource("inputMistakes")
    void anInputThatCannotBeUsedIsExplainedWithItsPlace(Mistake mistake) {
        assertExplained(mistake);
    }

    @ParameterizedTest
    @MethodSource("configurationMistakes")
    void aWrongSettingIsExplainedWithItsNameAndWhatItMayBe(Mistake mistake) {
        assertExplained(mistake);
    }

    static Stream<Mistake> mistakesInTheFile() {
        return Stream.of(
                Mistake.of(78, "enricher:\n  concurency: 4", "unknown setting enricher.concurency", "application.yml"),
                Mistake.of(78, "enricher:\n  concurrency: many", "enricher.concurrency", "many", "application.yml"),
                Mistake.of(78, "enricher:\n  concurrency: 0", "enricher.concurrency", "1 to 1000"),
                Mistake.of(78, "enricher:\n concurrency: [", "not YAML", "line"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInTheFile")
    void aMistakeInTheConfigurationFileIsExplainedWithItsPlace(Mistake mistake) {
        workplace.write("config/application.yml", String.join(" ", mistake.words()) + "\n");

        CommandRun run =
                run(List.of("input=FOLDER/topics.csv", "--spring.config.additional-location=file:FOLDER/config/"));

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(78);
        assertThat(run.err()).contains(mistake.says());
        assertThat(run.showsNoStackTrace()).as(run.err()).isTrue();
    }

    @Test
    void anOutputFolderThatIsAFileIsTold() {
        workplace.write("occupied", "a file, not a folder");

        CommandRun run = run(List.of("input=FOLDER/topics.csv", "output=FOLDER/occupied/", "provider=offline"));

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(73);
        assertThat(run.err()).contains("occupied", "output=");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsTold() {
        workplace.write("occupied", "a file, not a folder");

        CommandRun run = CommandRun.here(
                "input=" + workplace.input(),
                "output=" + folder + "/out/",
                "provider=offline",
                "--enricher.state-dir=" + folder.resolve("occupied").resolve("state"));

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(78);
        assertThat(run.err()).contains("state directory", "occupied", "--enricher.state-dir=");
    }

    @Test
    void jsonOutputHoldsTheProblemToo() {
        CommandRun run = run(List.of("--json", "input=FOLDER/empty.csv"));

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).startsWith("{").contains("\"exitCode\":65", "0 bytes");
    }

    private void assertExplained(Mistake mistake) {
        Set<Path> before = everythingIn(folder);

        CommandRun run = run(mistake.words());

        assertThat(everythingIn(folder))
                .filteredOn(path -> mistake.exitCode() == 2 || !isOfAStartedRun(path))
                .as("nothing left behind")
                .containsExactlyElementsOf(before);
        assertThat(run.exitCode()).as(run.everything()).isEqualTo(mistake.exitCode());
        assertThat(run.err() + run.out()).contains(mistake.says());
        assertThat(run.showsNoStackTrace()).as(run.err()).isTrue();
        assertThat(run.out()).doesNotContainPattern("calls=[1-9]");
    }

    /** What a run may make before it finds the mistake: its state, and the summary that tells of it. No output. */
    private boolean isOfAStartedRun(Path path) {
        return path.startsWith(workplace.stateDirectory())
                || path.equals(folder.resolve("out"))
                || path.toString().endsWith(".summary.json")
                || path.toString().endsWith(".report.html");
    }

    private static Set<Path> everythingIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun run(List<String> words) {
        List<String> given = words.stream()
                .map(word -> word.replace("FOLDER", folder.toString()))
                .toList();
        boolean namesOutput = given.stream().anyMatch(word -> word.startsWith("output="));
        boolean isCache = given.contains("--job=cache");
        Stream<String> usual = Stream.of("--enricher.state-dir=" + workplace.stateDirectory());
        Stream<String> output = namesOutput || isCache ? Stream.of() : Stream.of("output=" + folder + "/out/");
        return CommandRun.here(
                Stream.of(given.stream(), usual, output).flatMap(part -> part).toArray(String[]::new));
    }
}
