package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=history} and {@code --job=show}: what there was, the morning after. */
@Timeout(300)
class HistoryIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

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

    @Test
    void aRunIsListedTellsItsStoryAndCanBeStartedAgainByItsCommand() throws IOException {
        CommandRun nothingYet = past("history");
        simulator.setRules(Rule.of(When.event(1), Fault.MISSING_ITEM), Rule.of(When.event(3), Fault.UNAUTHORIZED));
        workplace.enrich(Wire.OPENAI, simulator, "--enricher.concurrency=1", "batch-size=10", "map.topic=topic");
        CommandRun failed = past("show", "id=1");
        simulator.setRules();
        workplace.enrich(Wire.OPENAI, simulator, "--enricher.concurrency=1", "batch-size=10", "map.topic=topic");

        assertThat(nothingYet.out()).isEqualTo("No runs yet.\n");
        assertThat(failed.out())
                .contains(
                        "Status:          FAILED, exit code 69",
                        "To continue it:\n  java -jar enricher.jar --job=enrich ")
                .containsPattern("Problem: +\\S+");
        assertTheList(past("history"), past("history", "--json"));
        JsonNode story = json(past("show", "id=1", "--json"));
        CommandRun told = past("show", "id=1");
        assertThat(told.out())
                .containsPattern("Run: +1\n")
                .contains("Status:          COMPLETED, exit code 0\n", "Rows:            30: 0 cached, 30 enriched")
                .containsPattern("Execution +Started +Took +Status\n +1 .* FAILED\n +2 .* COMPLETED\n")
                .contains("To run it again")
                .doesNotContain("no-real-key");
        assertThat(story.path("executions").get(1).path("executionId").asLong())
                .as("the summary's")
                .isEqualTo(workplace.summary().path("executionId").asLong());
        assertThat(story.path("calls").path("total").asLong())
                .isEqualTo(workplace.summary().path("calls").path("total").asLong());
        assertThat(story.path("cost").path("actualUsd").decimalValue())
                .isEqualByComparingTo(
                        workplace.summary().path("cost").path("actualUsd").decimalValue());
        assertThat(story.path("files").path("output").asString())
                .isEqualTo(workplace.enriched().toString());
        assertThat(told.out())
                .contains("call " + story.path("keptReplies").get(0).asLong() + "; read one with --job=show call=");
        assertTheReplyIsShownButNotObeyed(story.path("keptReplies").get(0).asLong());

        assertTheCommandRepeats(story.path("command").asString());
    }

    private static void assertTheList(CommandRun text, CommandRun json) {
        assertThat(text.out().lines())
                .satisfiesExactly(
                        header -> assertThat(header)
                                .matches(
                                        "Id +Status +Exit +Ok +Failed +Calls +Cost +Started +Took +Recipe +Input +Output"),
                        run -> assertThat(run)
                                .matches(
                                        " *1  COMPLETED +0  30 +0 +[4-9]  \\S+ +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"
                                                + "  [0-9.]+ s +roadmap  topics.csv  topics.enriched.csv"));
        JsonNode runs = json(json);
        assertThat(runs.isArray()).isTrue();
        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.get(0).path("rows").path("enriched").asLong()).isEqualTo(30);
        assertThat(runs.get(0).path("exitCode").asInt()).isZero();
        assertThat(runs.get(0).path("costUsd").decimalValue()).isPositive();
    }

    private void assertTheReplyIsShownButNotObeyed(long call) throws IOException {
        CommandRun shown = past("show", "call=" + call);
        Path file = workplace.stateDirectory().resolve("replies").resolve(call + ".txt");
        String kept = Files.readString(file);
        Files.writeString(file, "\u001b[31mred\u001b]0;title\u0007 \u009b2J\u202eback\nnext\rline");

        CommandRun hostile = past("show", "call=" + call);
        CommandRun asJson = past("show", "call=" + call, "--json");

        assertThat(shown.out())
                .containsPattern("Call: +" + call + "\n")
                .contains(
                        "--job=show id=1",
                        "HTTP status 200",
                        kept.lines().findFirst().orElseThrow());
        assertThat(hostile.out()).endsWith("red back\nnext\nline\n");
        assertThat(asJson.out()).matches("[\\x20-\\x7e\\n]+");
        assertThat(json(asJson).path("reply").asString())
                .startsWith("\u001b[31mred")
                .endsWith("\u202eback\nnext\rline");
    }

    /** The same run once more: nothing to ask, and the list says so. */
    private void assertTheCommandRepeats(String command) {
        assertThat(command)
                .startsWith("java -jar enricher.jar --job=enrich input=" + workplace.input() + " output=")
                .contains(" batch-size=10 ", " map.topic=topic ", " provider=openai ");
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")).subList(3, command.split(" ").length));
        words.add("--enricher.state-dir=" + workplace.stateDirectory());
        Wire.OPENAI.settings(simulator.openAiBaseUrl(), folder.resolve("provider.key")).stream()
                .filter(word -> word.startsWith("--"))
                .forEach(words::add);

        CommandRun again = CommandRun.here(words.toArray(String[]::new));

        assertThat(again.out()).as(again.everything()).contains("rows=30 cached=30 enriched=0 ");
        assertThat(past("history", "last=1").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches(" *2  COMPLETED .*");
        assertThat(past("show", "id=1").out()).contains("run 2 was started for the same output later");
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        CommandRun empty = past("show", "id=7");
        workplace.enrich(Wire.OPENAI, simulator);

        CommandRun run = past("show", "id=42");
        CommandRun call = past("show", "call=4711");
        CommandRun neither = past("show");
        CommandRun both = past("show", "id=1", "call=1");
        CommandRun mistyped = past("history", "lst=5");

        assertThat(List.of(empty, run, call, neither, both, mistyped)).allSatisfy(refused -> {
            assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(ExitCode.USAGE.code());
            assertThat(refused.showsNoStackTrace()).isTrue();
        });
        assertThat(empty.err()).contains("there is no run 7 here. The history is empty");
        assertThat(run.err()).contains("there is no run 42 here. The latest runs: 1; --job=history lists more");
        assertThat(call.err()).contains("there is no call 4711");
        assertThat(neither.err()).contains("--job=show id=42");
        assertThat(mistyped.err()).contains("Did you mean last?");
    }

    @Test
    void aRunInProgressIsListedOnPostgreSqlAndLocksH2() throws Exception {
        String url = EmbeddedPostgresServer.freshDatabase();
        Workplace second = new Workplace(folder.resolve("second"));
        simulator.setRules(Rule.of(When.always(), Fault.HANG));
        try (EnricherProcess onPostgreSql =
                        start("one/", "--spring.datasource.url=" + url, "--enricher.state-dir=one");
                EnricherProcess onH2 = start("two/", "--enricher.state-dir=" + second.stateDirectory())) {
            simulator.awaitCalls(4, LONG);

            CommandRun listed = CommandRun.here(
                    "--job=history",
                    "--spring.datasource.url=" + url,
                    "--enricher.state-dir=" + workplace.stateDirectory());
            CommandRun shown = CommandRun.here(
                    "--job=show",
                    "id=1",
                    "--spring.datasource.url=" + url,
                    "--enricher.state-dir=" + workplace.stateDirectory());
            CommandRun locked = CommandRun.here("--job=history", "--enricher.state-dir=" + second.stateDirectory());

            assertThat(listed.exitCode()).as(listed.everything()).isZero();
            assertThat(listed.out()).containsPattern(" *1  STARTED +- +0 +0 +0 ");
            assertThat(shown.out()).contains("STARTED (running, or its process was killed)", "Rows so far:");
            assertThat(locked.exitCode()).as(locked.everything()).isEqualTo(ExitCode.NOT_NOW.code());
            assertThat(locked.err()).contains("pid " + onH2.pid());
            assertThat(onPostgreSql.isAlive()).isTrue();
        }
    }

    private EnricherProcess start(String output, String... settings) {
        List<String> words = new ArrayList<>(List.of("input=" + workplace.input(), "output=" + output));
        words.addAll(List.of(settings));
        return workplace
                .program(Wire.OPENAI, simulator, words.toArray(String[]::new))
                .shortLived()
                .start();
    }

    private CommandRun past(String job, String... words) {
        List<String> all =
                new ArrayList<>(List.of("--job=" + job, "--enricher.state-dir=" + workplace.stateDirectory()));
        all.addAll(List.of(words));
        return CommandRun.here(all.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.exitCode()).as(run.everything()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
