package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code enricher.failed-cooldown}: rows that fail every night are paid for once in a while only. */
class CooldownIT {

    private static final String POISON = "Topic 008";
    private static final String DAY = "--enricher.failed-cooldown=1d";
    private static final List<Topic> TOPICS = Topic.many(40);

    @TempDir
    Path folder;

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
        simulator.setRules(Rule.of(When.containing(POISON), Fault.PROMPT_BLOCKED));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private CommandRun enrich(String... more) {
        return workplace.enrich(Wire.OPENAI, simulator, more);
    }

    private int calls() {
        return simulator.ledger().calls().size();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPoisonRowIsAskedAgainAfterTheCooldownAndNotBefore(boolean postgreSql) {
        String database = postgreSql
                ? "--spring.datasource.url=" + EmbeddedPostgresServer.freshDatabase()
                : "--enricher.lock-wait=0s";
        CommandRun first = enrich(database);
        int callsOfFirst = calls();

        CommandRun second = enrich(database, DAY);
        int callsOfSecond = calls() - callsOfFirst;
        CommandRun third = enrich(database, "--enricher.failed-cooldown=1ms");

        assertThat(first.exitCode()).as(first.everything()).isEqualTo(ExitCode.ROWS_FAILED.code());
        assertThat(second.exitCode()).as(second.everything()).isZero();
        assertThat(callsOfSecond).isZero();
        assertThat(second.out()).contains("rows=40 cached=39 ", " failed=1 ", " calls=0 ", " exit=0");
        assertThat(second.err()).contains("1 failed in an earlier run, not asked yet (enricher.failed-cooldown)");
        assertThat(third.exitCode()).as(third.everything()).isEqualTo(ExitCode.ROWS_FAILED.code());
        assertThat(calls() - callsOfFirst).isPositive();
        assertThat(workplace.failedRows()).isEqualTo(Map.of(POISON, "content_filter"));
    }

    @Test
    void theRowTellsTheEarlierReasonAndTheTimeOfTheNextTry() {
        enrich();

        enrich(DAY);

        assertThat(workplace.failedRows()).isEqualTo(Map.of(POISON, "cooldown"));
        workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
        assertThat(workplace.summary().path("failures").get(0).path("reason").asString())
                .isEqualTo("cooldown");
        assertThat(workplace.summary().path("failures").get(0).path("message").asString())
                .containsPattern("not asked again before 20\\S+Z \\(enricher.failed-cooldown\\); failed at 20\\S+Z with"
                        + " content_filter: ");
        assertThat(workplace.summary().path("rows").path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void aRowThatFailsForTheFirstTimeStillMakesExitThree() {
        enrich();
        workplace.writeInput(Topic.many(41));
        simulator.setRules(Rule.of(When.containing("Topic 041"), Fault.PROMPT_BLOCKED));

        CommandRun run = enrich(DAY);

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(ExitCode.ROWS_FAILED.code());
        assertThat(workplace.failedRows()).isEqualTo(Map.of(POISON, "cooldown", "Topic 041", "content_filter"));
    }

    @Test
    void newRowsAreAskedBesideARowThatIsNot() {
        enrich();
        workplace.writeInput(Topic.many(60));

        CommandRun run = enrich(DAY);

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("rows=60 cached=39 enriched=20 duplicates=0 defaulted=0 failed=1 ");
        assertThat(workplace.failedRows()).isEqualTo(Map.of(POISON, "cooldown"));
        workplace.assertRowsHaveTheirOwnAnswers(Topic.many(60));
    }

    @Test
    void rowsThatAreNotAskedCountForNoFailureLimit() {
        simulator.setRules(
                Rule.of(When.containing(POISON), Fault.PROMPT_BLOCKED),
                Rule.of(When.containing("Topic 009"), Fault.PROMPT_BLOCKED));
        workplace.writeInput(Topic.range(7, 9));
        enrich();
        workplace.writeInput(Topic.range(8, 9));

        CommandRun run = enrich(DAY);

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("rows=2 cached=0 ", " failed=2 ", " calls=0 ");
    }

    @Test
    void theFailuresOfARunOverItsLimitHoldNothingBack() {
        workplace.writeInput(Topic.range(8, 8));
        CommandRun other = enrich("--enricher.failure-limit=0");
        simulator.setRules();
        workplace.writeInput(Topic.range(7, 8));

        CommandRun run = enrich(DAY);

        assertThat(other.exitCode()).as(other.everything()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.exitCode()).as(run.everything()).isZero();
        workplace.assertEveryRowIsAnswered(Topic.range(7, 8));
    }

    @Test
    void aProviderThatFailsHoldsNothingBack() {
        simulator.setRules(Rule.of(When.containing(POISON), Fault.SERVER_ERROR));
        String quick = "--enricher.max-attempts=1";
        assertThat(enrich(quick).exitCode()).isEqualTo(ExitCode.ROWS_FAILED.code());
        simulator.setRules();

        CommandRun run = enrich(DAY, quick);

        assertThat(run.exitCode()).as(run.everything()).isZero();
        workplace.assertEveryRowIsAnswered(TOPICS);
    }
}
