package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.job.Plan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ConsoleListener listener = new ConsoleListener(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            "enricher 0.1.0   job enrich",
            Optional.of(Path.of("output/rows.enriched.csv").toAbsolutePath()));

    @Test
    void theFirstLinesNameStateConfigurationAndPlan() {
        listener.opened(Path.of("/srv/.enricher"), "new, empty cache", List.of("config/application.yml"));
        listener.continues("Continuing the run that started at 2026-11-20T02:00:00Z and was killed.");
        listener.planned(plan(1_500, 500, 980, "openai", "gpt-6-luna", Optional.of(new BigDecimal("0.0125"))));

        assertThat(text())
                .isEqualTo(
                        """
                        enricher 0.1.0   job enrich
                          state    /srv/.enricher (new, empty cache)
                          config   config/application.yml
                          output   output/rows.enriched.csv
                          restart  Continuing the run that started at 2026-11-20T02:00:00Z and was killed.
                          model    openai gpt-6-luna (key from OPENAI_API_KEY)
                          rows     1,500: 500 cached, 980 to ask, 3 answered before the restart, 15 duplicates of these, 2 with an empty required field, not sent, 4 failed in an earlier run, not asked yet (enricher.failed-cooldown)
                                   980 rows asked again: model a -> b
                          plan     49 calls of up to 20 rows, about 60,000 tokens in and 40,000 out
                          cost     about $0.0125 ($0.0063 to $0.0250), cap $10, about 1 min 5 s
                        """);
    }

    @Test
    void offlineIsAnnounced() {
        listener.planned(plan(150, 0, 150, "offline", "offline-extractive", Optional.of(BigDecimal.ZERO)));

        assertThat(text()).contains("answers are extracted from the rows' own text, not written by a language model");
    }

    @Test
    void anUnknownPriceIsUnknownAndNotZero() {
        listener.planned(plan(150, 0, 150, "openai", "my-model", Optional.empty()));

        assertThat(text())
                .contains("cost     unknown, no price for my-model, cap $10")
                .doesNotContain("$0");
    }

    @Test
    void allCachedIsSaidSo() {
        listener.opened(Path.of("/srv/.enricher"), "150 answers", List.of());
        listener.planned(plan(150, 150, 0, "openai", "gpt-6-luna", Optional.of(BigDecimal.ZERO)));

        assertThat(text())
                .contains("config   defaults, no file read")
                .endsWith("plan     nothing to ask: all rows cached\n");
    }

    @Test
    void anInputWithoutRowsIsNotCalledCached() {
        listener.planned(plan(0, 0, 0, "openai", "gpt-6-luna", Optional.of(BigDecimal.ZERO)));

        assertThat(text()).endsWith("plan     nothing to ask: no rows\n");
    }

    @Test
    void hostileNamesDoNotReachTheTerminalAsCommands() {
        listener.opened(Path.of("/srv/\u001b[2Jx\n  plan     fake"), "a\u009b31mb", List.of("c\u202efig.yml"));

        assertThat(text())
                .isEqualTo(
                        """
                        enricher 0.1.0   job enrich
                          state    /srv/x   plan     fake (ab)
                          config   cfig.yml
                          output   output/rows.enriched.csv
                        """);
    }

    private static Plan plan(
            long rows, long cached, long toAsk, String provider, String model, Optional<BigDecimal> expected) {
        return new Plan(
                rows,
                cached,
                rows == 1_500 ? 2 : 0,
                rows == 1_500 ? 4 : 0,
                rows == 1_500 ? 15 : 0,
                rows == 1_500 ? 3 : 0,
                toAsk,
                rows == 1_500 ? List.of("980 rows asked again: model a -> b") : List.of(),
                49,
                20,
                60_000,
                40_000,
                expected.map(usd -> usd.divide(BigDecimal.valueOf(2))),
                expected,
                expected.map(usd -> usd.multiply(BigDecimal.valueOf(2))),
                Duration.ofSeconds(65),
                provider,
                model,
                provider.equals("offline") ? "no key, model or base-url is set" : "key from OPENAI_API_KEY",
                Optional.of(BigDecimal.TEN),
                Optional.of(BigDecimal.ZERO),
                Optional.empty());
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
