package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EnricherProcess;
import io.enricher.testing.EnricherProcess.Finished;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, killed while it asks again for what is in the cache. */
@Timeout(600)
class RefreshKillIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int THREADS = 4;
    private static final SeededTopics TOPICS = SeededTopics.harmless(21, 480);

    @TempDir
    Path directory;

    @Test
    void aKilledRefreshAsksForNothingAgainThatItGotAndTakesNoOldAnswerForItsOwn() throws Exception {
        TOPICS.write(directory.resolve("topics.csv"));
        try (ProviderSimulator before = ProviderSimulator.start()) {
            assertThat(finish(before).exitCode()).isZero();
        }

        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .latency(Latency.of(Duration.ofMillis(60), Duration.ofMillis(3)))
                .start()) {
            KillSwitch killSwitch = KillSwitch.on(simulator);
            for (int arrival : List.of(9, 7)) {
                try (EnricherProcess process = start(simulator, "refresh=true")) {
                    killSwitch.arm(process, new KillPlace(KillPlace.Event.ARRIVAL, arrival));
                    assertThat(process.waitFor(LONG).exitCode()).isEqualTo(137);
                }
                killSwitch.disarm();
                simulator.awaitInFlight(0, LONG);
            }
            Finished finished = finish(simulator, "refresh=true");

            assertThat(finished.exitCode())
                    .as(finished.stdout() + finished.stderr())
                    .isZero();
            assertThat(finished.stderr()).contains("Continuing the run");
            assertThat(finished.stdout()).contains("rows=480 cached=0 enriched=" + TOPICS.answerable() + " ");
            assertThat(simulator.ledger().timesAsked()).hasSize((int) TOPICS.answerable());
            assertThat(simulator.ledger().timesAsked().values().stream()
                            .mapToInt(times -> times - 1)
                            .sum())
                    .as("asked twice: what was in flight at one of two kills")
                    .isLessThanOrEqualTo(2 * THREADS * 20);
            assertThat(SeededTopics.read(directory.resolve("output/topics.enriched.csv")))
                    .isEqualTo(TOPICS.enriched("gpt-6-luna"));
            int calls = simulator.ledger().calls().size();

            Finished next = finish(simulator);

            assertThat(next.stdout()).contains("rows=480 cached=480 enriched=0 ");
            assertThat(simulator.ledger().calls()).hasSize(calls);
        }
    }

    private Finished finish(ProviderSimulator simulator, String... more) throws Exception {
        try (EnricherProcess process = start(simulator, more)) {
            return process.waitFor(LONG);
        }
    }

    private EnricherProcess start(ProviderSimulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of("input=topics.csv", "--enricher.concurrency=" + THREADS));
        arguments.addAll(Arrays.asList(more));
        return EnricherProcess.in(directory)
                .arguments(arguments.toArray(String[]::new))
                .environment("OPENAI_API_KEY", "no-real-key-0123456789")
                .environment("OPENAI_BASE_URL", simulator.openAiBaseUrl())
                .start();
    }
}
