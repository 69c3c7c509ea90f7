package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees on a terminal, and what cron and other programs get of the same run. */
class ConsoleIT {

    private static final int ROWS = 60;
    private static final String POISON = "Topic 017";
    private static final String LAST_LINE =
            "rows=60 cached=0 enriched=59 duplicates=0 defaulted=0 failed=1 rejected=0 calls=\\d+ cost_usd=\\S+ exit=3";
    private static final String LOG_LINE = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ WARN +%s";

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(ROWS));
    }

    @Test
    void onATerminalOneLineIsDrawnAgainAndNoOtherIsTorn() throws Exception {
        assumeTrue(hasScript(), "util-linux's script is not installed: nothing makes a pseudo-terminal");
        try (ProviderSimulator simulator = misbehaving()) {
            CommandRun run = CommandRun.of(workplace
                    .program(Wire.OPENAI, simulator, "input=topics.csv", "--enricher.concurrency=2")
                    .environment("LC_ALL", "C.UTF-8")
                    .environment("TERM", "xterm")
                    .shortLived()
                    .onTerminal());

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(run.out()).contains("\r\u001b[2K", "/60 rows ", " in flight", " cached", " left");
            assertThat(run.out().split("\r\u001b\\[2K")).allMatch(drawn -> drawn.lines()
                    .filter(line -> line.contains("rows/s"))
                    .allMatch(line -> line.length() < 80));
            List<String> shown = Screen.of(run.out().getBytes(StandardCharsets.UTF_8)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(shown)
                    .noneMatch(line -> line.contains("rows/s"))
                    .contains("plan     3 calls of up to 20 rows, about " + planned(shown))
                    .contains("Verdict:         \u001b[33mDONE, 1 row needs a look\u001b[0m")
                    .anyMatch(line ->
                            line.matches(LOG_LINE.formatted("").replace("WARN", "\u001b\\[33mWARN \u001b\\[0;39m")
                                    + ".*Row 17 .* stays without an answer: invalid_answer.*"));
            assertThat(shown.get(shown.size() - 1)).matches(LAST_LINE);
        }
    }

    @Test
    void withoutATerminalThereAreWholeLinesOfAsciiAlone() throws Exception {
        try (ProviderSimulator simulator = misbehaving()) {
            CommandRun run = CommandRun.of(workplace
                    .program(Wire.OPENAI, simulator, "input=topics.csv", "output=output/topics.csv")
                    .environment("LC_ALL", "C")
                    .shortLived());

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
            assertThat(run.out() + run.err()).matches("(?s)[\\p{Print}\\n]*");
            assertThat(run.err().lines())
                    .filteredOn(line -> line.contains(" WARN "))
                    .as(run.err())
                    .hasSize(2)
                    .anyMatch(line -> line.matches(LOG_LINE.formatted("The provider turned a call away .*\\(429\\).*")))
                    .anyMatch(line -> line.matches(LOG_LINE.formatted("Row 17 .*invalid_answer.*")));
            assertThat(run.out().lines().toList())
                    .contains("  1 row invalid_answer")
                    .last()
                    .asString()
                    .matches(LAST_LINE);
        }
    }

    @Test
    void underCronNothingIsSaidOfWhatEndsWellAndTheSummaryOfWhatDoesNot() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.event(1), Fault.RATE_LIMITED));
            CommandRun well = CommandRun.of(workplace
                    .program(Wire.OPENAI, simulator, "-q", "input=topics.csv")
                    .shortLived());
            assertThat(well.exitCode()).as(well.everything()).isZero();
            assertThat(well.out() + well.err()).isEmpty();
            workplace.writeInput(Topic.many(ROWS + 1));
            simulator.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));

            CommandRun refused = CommandRun.of(workplace
                    .program(Wire.OPENAI, simulator, "-q", "input=topics.csv")
                    .shortLived());
            CommandRun program = CommandRun.of(workplace
                    .program(Wire.OPENAI, simulator, "--json", "--log-format=json", "input=topics.csv")
                    .shortLived());

            assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(69);
            assertThat(refused.err()).isEmpty();
            assertThat(refused.out())
                    .contains(
                            "Verdict:         FAILED\nProblem:  ",
                            "refused the key that ends in ",
                            "6789 (HTTP 401)",
                            "OPENAI_API_KEY")
                    .endsWith(" exit=69\n");
            assertThat(refused.showsNoStackTrace()).isTrue();
            JsonNode json = JsonMapper.shared().readTree(program.out());
            assertThat(json.path("exitCode").asInt()).isEqualTo(69);
            assertThat(json.path("problem").asString()).contains("OPENAI_API_KEY");
            assertThat(program.err().lines().map(line -> JsonMapper.shared().readTree(line)))
                    .allMatch(line -> line.has("message"));
        }
    }

    private static ProviderSimulator misbehaving() {
        // In this order: of the rules that a request meets, the first counts.
        return ProviderSimulator.builder()
                .rule(When.event(1), Fault.RATE_LIMITED)
                .poison(POISON)
                .start();
    }

    /** The rest of the line, which is whole. */
    private static String planned(List<String> shown) {
        return shown.stream()
                .flatMap(line -> Stream.of(line.split("about ", 2)).skip(1))
                .filter(rest -> rest.matches("[0-9,]+ tokens in and [0-9,]+ out"))
                .findFirst()
                .orElse("nothing");
    }

    private static boolean hasScript() throws InterruptedException {
        try {
            return new ProcessBuilder("script", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
