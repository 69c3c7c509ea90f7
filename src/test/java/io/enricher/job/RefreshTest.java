package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code refresh=true}: rows that the cache has answers for are asked again, over both databases. */
@ParameterizedClass
@EnumSource
class RefreshTest {

    /** In the place of every answer that the first run got, so that it can be told from a new one. */
    private static final String OLD = "an answer of old";

    private static final int ROWS = 60;

    enum Database {
        H2,
        POSTGRESQL
    }

    @Parameter
    Database database;

    @TempDir
    private Path folder;

    private final ProviderSimulator provider = ProviderSimulator.start();
    private String url = "";
    private Path input = Path.of("");

    @BeforeEach
    void fillTheCacheWithOldAnswers() {
        url = database == Database.POSTGRESQL ? EmbeddedPostgresServer.freshDatabase() : "";
        input = Rows.write(folder, ROWS, n -> "topic " + (100 + n));
        try (ProviderSimulator before = ProviderSimulator.start();
                Application first = start(before)) {
            assertThat(first.enrich(Requests.of(input)).lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
            first.database()
                    .update("update answer set answer = ?", "{\"tldr\":\"" + OLD + "\",\"challenge\":\"expert\"}");
        }
    }

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void everyRowIsAskedAgainAndTheNextRunHasTheNewAnswers() {
        try (Application refreshing = start()) {
            RunResult result = refreshing.enrich(Requests.of(input, "refresh=true"));

            assertThat(refreshing.plan().reasons()).containsExactly("60 rows asked again: refresh");
            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 duplicates=0 ");
            assertThat(provider.ledger().calls()).hasSize(3);
            assertThat(refreshing.rowsOf("answer")).isEqualTo(60);
        }
        assertThat(Rows.outputLines(folder)).hasSize(60).noneMatch(line -> line.contains(OLD));
        List<String> refreshed = Rows.outputLines(folder);

        try (Application next = start()) {
            RunResult result = next.enrich(Requests.of(input));

            assertThat(result.lastLine())
                    .startsWith("rows=60 cached=60 enriched=0 ")
                    .contains(" calls=0 ");
            assertThat(next.plan().reasons()).isEmpty();
        }
        assertThat(Rows.outputLines(folder))
                .isEqualTo(refreshed.stream()
                        .map(line -> line.replace(",model,gpt", ",cache,gpt"))
                        .toList());
    }

    /** A restart must tell this run's answers from the old ones: it asks for the rest, and for nothing twice. */
    @Test
    void aRefreshThatFailedGoesOnWhereItWas() {
        provider.setRules(Rule.of(When.event(2), Fault.UNAUTHORIZED));
        try (Application first = start("enricher.concurrency=1")) {
            RunResult result = first.enrich(Requests.of(input, "refresh=true"));

            assertThat(result.exitCode()).isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
        }
        provider.setRules();

        try (Application second = start()) {
            RunResult result = second.enrich(Requests.of(input, "refresh=true"));

            assertThat(second.news()).singleElement().asString().startsWith("Continuing the run");
            assertThat(second.plan().toAsk()).isEqualTo(40);
            assertThat(second.plan().reasons()).containsExactly("40 rows asked again: refresh");
            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=60 ");
        }
        assertThat(provider.ledger().timesAnswered()).hasSize(60).allSatisfy((item, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(Rows.outputLines(folder)).noneMatch(line -> line.contains(OLD));
    }

    @Test
    void aRowWhoseRefreshFailsIsFailedAndItsOldAnswerStays() {
        // A row that refuses to be answered today was answered yesterday.
        provider.setRules(Rule.of(When.containing("topic 107"), Fault.CONTENT_FILTER));

        try (Application refreshing = start()) {
            RunResult result = refreshing.enrich(Requests.of(input, "refresh=true"));

            assertThat(result.exitCode()).isEqualTo(ExitCode.ROWS_FAILED);
            assertThat(result.lastLine()).startsWith("rows=60 cached=0 enriched=59 duplicates=0 defaulted=0 failed=1 ");
        }
        assertThat(Rows.outputLines(folder).get(6)).startsWith("topic 107,").contains("failed", "content_filter");
        assertThat(Rows.outputLines(folder)).noneMatch(line -> line.contains(OLD));
        int calls = provider.ledger().calls().size();

        try (Application next = start()) {
            assertThat(next.enrich(Requests.of(input)).lastLine()).startsWith("rows=60 cached=60 enriched=0 ");
        }
        assertThat(Rows.outputLines(folder).get(6)).startsWith("topic 107,").contains(OLD);
        assertThat(Rows.outputLines(folder).stream().filter(line -> line.contains(OLD)))
                .hasSize(1);
        assertThat(provider.ledger().calls()).hasSize(calls);
    }

    @Test
    void equalRowsAreStillAskedOnceAndNewOnesAreAskedToo() {
        Path more = Rows.write(
                folder,
                Stream.of("topic 101", "topic 102", "topic 101", "brand new", "topic 101")
                        .toList());

        try (Application refreshing = start()) {
            RunResult result = refreshing.enrich(Requests.of(more, "refresh=true"));

            assertThat(result.lastLine())
                    .startsWith("rows=5 cached=0 enriched=3 duplicates=2 ")
                    .contains(" calls=1 ");
        }
        assertThat(Rows.sources(folder)).containsExactly("model", "model", "duplicate", "model", "duplicate");
        assertThat(Rows.outputLines(folder)).noneMatch(line -> line.contains(OLD));
        assertThat(provider.ledger().timesAsked()).hasSize(3).allSatisfy((item, times) -> assertThat(times)
                .isEqualTo(1));
    }

    @Test
    void aFinishedRefreshAsksAllOverAgainWhenItIsStartedAgain() {
        try (Application refreshing = start()) {
            refreshing.enrich(Requests.of(input, "refresh=true"));
            refreshing.enrich(Requests.of(input, "refresh=true"));
        }

        assertThat(provider.ledger().calls()).hasSize(6);
    }

    @Test
    void anEstimateOfARefreshSaysWhatItWouldAsk() {
        try (Application estimating = start()) {
            RunResult result = estimating.estimate(Requests.of(input, "refresh=true"));

            assertThat(result.json()).contains("60 rows asked again: refresh");
            assertThat(estimating.plan().toAsk()).isEqualTo(60);
        }
        assertThat(provider.ledger().calls()).isEmpty();
    }

    private Application start(String... more) {
        return start(provider, more);
    }

    private Application start(ProviderSimulator simulator, String... more) {
        return new Application(
                folder,
                Stream.concat(
                                Stream.of(
                                        "enricher.provider=openai",
                                        "enricher.openai.base-url=" + simulator.openAiBaseUrl()),
                                Stream.concat(
                                        url.isEmpty() ? Stream.empty() : Stream.of("spring.datasource.url=" + url),
                                        Arrays.stream(more)))
                        .toArray(String[]::new));
    }
}
