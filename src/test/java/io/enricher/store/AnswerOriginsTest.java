package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerOriginsTest extends StoreTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final AtomicLong nanoClock = new AtomicLong();
    private AnswerOrigins origins;
    private Transactions transactions;

    @BeforeEach
    void createOrigins() {
        origins = new AnswerOrigins(dataSource, dialect, nanoClock::get);
        transactions = Transactions.create(dataSource);
    }

    private void note(CachedAnswer... answers) {
        transactions.inNew(() -> {
            origins.note(List.of(answers));
            return answers;
        });
    }

    private static CachedAnswer answered(String model, Duration afterNoon) {
        return new CachedAnswer(Items.key(1), "roadmap", new Answer("{}", model, ""), NOON.plus(afterNoon));
    }

    private Optional<Instant> latest() {
        return new AnswerStore(dataSource, dialect, 0).statistics().latest();
    }

    @Test
    void latestIsWrittenDownOnceASecond() {
        note(answered("model-a", Duration.ZERO));
        note(answered("model-a", Duration.ofMillis(999)));
        assertThat(latest()).contains(NOON);

        note(answered("model-a", Duration.ofSeconds(1)), answered("model-a", Duration.ofMillis(500)));
        assertThat(latest()).contains(NOON.plusSeconds(1));
    }

    @Test
    void whatAnotherProcessDeletedIsWrittenDownASecondLater() {
        note(answered("model-a", Duration.ZERO));
        jdbc.update("delete from answer_origin");

        nanoClock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        note(answered("model-a", Duration.ZERO));

        assertThat(latest()).contains(NOON);
    }

    @Test
    void nobodyWaitsForAProcessThatStandsStillInItsCommit() {
        note(answered("model-a", Duration.ZERO));

        transactions.inNew(() -> {
            jdbc.update("update answer_origin set latest = latest");
            nanoClock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            note(answered("model-a", Duration.ofSeconds(1)));
            return 0;
        });

        assertThat(latest()).contains(NOON);
    }

    @Test
    void anAnswerOfAnotherModelIsWrittenDownAtOnce() {
        note(answered("offline", Duration.ZERO));
        assertThat(origins.holdsAnother("roadmap", "offline")).isFalse();

        note(answered("model-a", Duration.ZERO));

        assertThat(origins.holdsAnother("roadmap", "offline")).isTrue();
    }

    @Test
    void whatWasRolledBackIsWrittenDownAgain() {
        assertThatThrownBy(() -> transactions.inNew(() -> {
                    origins.note(List.of(answered("model-a", Duration.ZERO)));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(latest()).isEmpty();

        note(answered("model-a", Duration.ZERO));

        assertThat(latest()).contains(NOON);
    }

    @Test
    void anOlderAnswerFromElsewhereLeavesTheLatest() {
        note(answered("model-a", Duration.ZERO));

        origins = new AnswerOrigins(dataSource, dialect, nanoClock::get);
        note(answered("model-a", Duration.ofDays(-1)));

        assertThat(latest()).contains(NOON);
    }

    @Test
    void whatWasDeletedIsWrittenDownAgain() {
        note(answered("model-a", Duration.ZERO));
        origins.clear();
        note(answered("model-a", Duration.ZERO));
        assertThat(latest()).contains(NOON);

        origins.removeUnused();
        assertThat(latest()).isEmpty();
        note(answered("model-a", Duration.ZERO));
        assertThat(latest()).contains(NOON);
    }
}
