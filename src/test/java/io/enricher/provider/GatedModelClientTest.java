package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatedModelClientTest {

    private final ManualTime time = new ManualTime();
    private final RateGate gate = new RateGate(RateLimits.NONE, 1, time, new StopLatch());

    static Stream<Throwable> everyEnd() {
        Throwable cause = new IllegalStateException();
        return Stream.of(
                throttled(Duration.ZERO),
                new ModelException.Transient(Kind.TIMEOUT, Optional.empty(), "timeout", cause),
                new ModelException.Rejected("rejected", cause),
                new ModelException.TooLong("too long", cause),
                new ModelException.Blocked("blocked", cause),
                new ModelException.Aborted("aborted", cause),
                new ProviderUnavailableException("refused", cause),
                new NotNowException("spent"),
                new IllegalStateException("a defect"),
                new OutOfMemoryError("as it may be"));
    }

    @ParameterizedTest
    @MethodSource("everyEnd")
    void permitIsGivenBackHoweverTheCallEnds(Throwable end) {
        GatedModelClient gated = gated((request, attempt, permit) -> {
            throw sneaky(end);
        });

        assertThat(catchThrowable(() -> gated.ask(Adapter.request(), 1))).isSameAs(end);

        assertThat(gate.nanosUntilAdmitted(1)).isNotEqualTo(RateGate.UNTIL_A_CALL_ENDS);
    }

    @Test
    void permitIsGivenBackWhenTheReplyHasCome() {
        gated((request, attempt, permit) -> ScriptedAttempts.REPLY).ask(Adapter.request(), 1);

        assertThat(gate.nanosUntilAdmitted(1)).isNotEqualTo(RateGate.UNTIL_A_CALL_ENDS);
    }

    @Test
    void retryAfterOfARefusalOrAServerErrorHoldsBackTheNextCallOfAnyThread() {
        for (Kind kind : new Kind[] {Kind.THROTTLED, Kind.SERVER_ERROR}) {
            GatedModelClient gated = gated((request, attempt, permit) -> {
                throw new ModelException.Transient(
                        kind, Optional.of(Duration.ofSeconds(7)), "slow down", new IllegalStateException());
            });

            assertThat(catchThrowable(() -> gated.ask(Adapter.request(), 1))).isInstanceOf(ModelException.class);

            assertThat(gate.nanosUntilAdmitted(1))
                    .isEqualTo(Duration.ofSeconds(7).toNanos());
            time.pass(Duration.ofSeconds(7));
        }
    }

    private GatedModelClient gated(AdmittedClient delegate) {
        return new GatedModelClient(gate, () -> LastAnswer.NONE, delegate);
    }

    private static ModelException throttled(Duration wait) {
        return new ModelException.Transient(
                Kind.THROTTLED, Optional.of(wait), "slow down", new IllegalStateException());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable end) throws E {
        throw (E) end;
    }
}
