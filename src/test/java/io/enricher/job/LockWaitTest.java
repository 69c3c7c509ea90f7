package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.NotNowException;
import io.enricher.domain.StoppedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LockWaitTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void aFreeLockIsTakenAtOnceEvenWithoutPatience() {
        assertThat(LockWait.upTo(Duration.ZERO).take(() -> Optional.of("lock"), LockWaitTest::refusal))
                .isEqualTo("lock");
    }

    @Test
    void withoutPatienceAHeldLockIsAskedForOnce() {
        assertThatThrownBy(() -> LockWait.upTo(Duration.ZERO).take(this::held, LockWaitTest::refusal))
                .hasMessage("held");

        assertThat(attempts).hasValue(1);
    }

    @Test
    void aHeldLockIsTakenWhenItsHolderEnds() {
        String lock = LockWait.upTo(Duration.ofMinutes(1))
                .take(
                        () -> attempts.incrementAndGet() < 3 ? Optional.empty() : Optional.of("lock"),
                        LockWaitTest::refusal);

        assertThat(lock).isEqualTo("lock");
    }

    @Test
    void allLocksOfAStartShareOneDeadline() {
        LockWait wait = LockWait.upTo(Duration.ofMillis(300));
        assertThatThrownBy(() -> wait.take(this::held, LockWaitTest::refusal)).hasMessage("held");
        attempts.set(0);

        assertThatThrownBy(() -> wait.unless(Optional::empty).take(this::held, LockWaitTest::refusal))
                .hasMessage("held");

        assertThat(attempts).as("no time is left").hasValue(1);
    }

    @Test
    void aSignalEndsTheWaitWithItsExitCode() {
        LockWait wait = LockWait.upTo(Duration.ofHours(1))
                .unless(() -> attempts.get() < 2 ? Optional.empty() : Optional.of(ExitCode.TERMINATED));

        assertThatThrownBy(() -> wait.take(this::held, LockWaitTest::refusal))
                .isInstanceOf(StoppedException.class)
                .extracting(e -> ((EnricherException) e).exitCode())
                .isEqualTo(ExitCode.TERMINATED);
    }

    private static NotNowException refusal() {
        return new NotNowException("held");
    }

    private Optional<String> held() {
        attempts.incrementAndGet();
        return Optional.empty();
    }
}
