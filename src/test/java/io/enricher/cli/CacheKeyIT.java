package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.ProviderSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a run may change without a call for a row that is in the cache, and what may not. */
class CacheKeyIT {

    private static final int ROWS = 1_000;

    @TempDir
    Path folder;

    private Workplace workplace;
    private ProviderSimulator simulator;

    @BeforeEach
    void fillTheCache() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(ROWS));
    }

    @Test
    void batchSizeOrderAndOtherColumnsCostNothingAndOneChangedRowOneCall() {
        try (ProviderSimulator started = ProviderSimulator.start()) {
            simulator = started;
            assertThat(callsOf("first")).isEqualTo(50);

            assertThat(callsOf("another batch size", "batch-size=7")).isZero();

            List<Topic> shuffled = new ArrayList<>(Topic.many(ROWS));
            Collections.shuffle(shuffled, new Random(4));
            workplace.writeInput(shuffled);
            assertThat(callsOf("another order")).isZero();

            workplace.write(
                    "topics.csv",
                    "owner,topic,description\n"
                            + Topic.many(ROWS).stream()
                                    .map(topic -> "me," + topic.csv() + "\n")
                                    .reduce("", String::concat));
            assertThat(callsOf("a column that is not used", "format=json")).isZero();

            List<Topic> changed = new ArrayList<>(Topic.many(ROWS));
            changed.set(499, new Topic("Another topic", changed.get(499).description()));
            workplace.writeInput(changed);
            assertThat(callsOf("one changed row")).isEqualTo(1);
        }
    }

    private int callsOf(String what, String... more) {
        int before = simulator.ledger().calls().size();
        CommandRun run = workplace.enrich(Wire.OPENAI, simulator, more);
        assertThat(run.exitCode()).as(what + ": " + run.everything()).isZero();
        return simulator.ledger().calls().size() - before;
    }
}
