package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.ModelCall;
import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.Usage;
import io.enricher.provider.ModelException.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeasuringModelClientTest {

    private static final Price PRICE = new Price(new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("10"));

    private final ManualTime time = new ManualTime();
    private final List<ModelCall> failed = new ArrayList<>();

    @Test
    void replyCarriesItsCallWithTimeTokensAndCost() {
        ModelReply reply = measuring(Optional.of(PRICE), request -> {
                    time.pass(Duration.ofMillis(700));
                    return ScriptedAttempts.REPLY;
                })
                .ask(Adapter.request(), 3, permit());

        ModelCall call = reply.call().orElseThrow();
        assertThat(call.startedAt()).isEqualTo(ManualTime.START);
        assertThat(call.duration()).isEqualTo(Duration.ofMillis(700));
        assertThat(call.attempt()).isEqualTo(3);
        assertThat(call.status()).isEqualTo("ok");
        assertThat(call.httpStatus()).hasValue(200);
        assertThat(call.waited()).isEqualTo(Duration.ofSeconds(3));
        assertThat(call.inFlight()).isEqualTo(2);
        assertThat(call.finishReason()).isEqualTo("stop");
        // 800 at 2, 200 cached at 1, 100 out at 10, per million
        assertThat(call.costUsd().orElseThrow()).isEqualByComparingTo("0.0028");
        assertThat(failed).isEmpty();
    }

    @Test
    void everyFailureIsToldWithItsClass() {
        List<RuntimeException> failures = List.of(
                new ModelException.Transient(Kind.THROTTLED, Optional.empty(), "x", new IllegalStateException()),
                new ModelException.Aborted("x", new IllegalStateException()),
                new ProviderUnavailableException("x", new IllegalStateException()),
                new NotNowException("x"));

        for (RuntimeException failure : failures) {
            AdmittedClient measuring = measuring(Optional.of(PRICE), new ScriptedAttempts(time, failure));
            assertThat(catchThrowable(() -> measuring.ask(Adapter.request(), 2, permit())))
                    .isSameAs(failure);
        }

        assertThat(failed).extracting(ModelCall::status).containsExactly("throttled", "aborted", "refused", "quota");
        assertThat(failed).extracting(ModelCall::attempt).containsOnly(2);
        assertThat(failed)
                .allSatisfy(call -> assertThat(call.costUsd().orElseThrow()).isZero());
    }

    @Test
    void costIsUnknownWhereThePriceOrTheTokensAre() {
        ModelReply unpriced =
                measuring(Optional.empty(), new ScriptedAttempts(time)).ask(Adapter.request(), 1, permit());
        ModelReply uncounted =
                measuring(Optional.of(PRICE), request -> uncounted()).ask(Adapter.request(), 1, permit());
        ModelReply free =
                measuring(Optional.of(Price.FREE), request -> uncounted()).ask(Adapter.request(), 1, permit());

        assertThat(unpriced.call().orElseThrow().costUsd()).isEmpty();
        assertThat(uncounted.call().orElseThrow().costUsd()).isEmpty();
        assertThat(free.call().orElseThrow().costUsd().orElseThrow()).isZero();
    }

    /** Of the second call in flight, which waited for 3 s. */
    private RateGate.Permit permit() {
        RateGate gate = new RateGate(RateLimits.NONE, 16, time, new StopLatch());
        gate.admit(1, time.nanoTime());
        return gate.admit(1, time.nanoTime() - Duration.ofSeconds(3).toNanos());
    }

    private static ModelReply uncounted() {
        return new ModelReply("{}", FinishReason.STOP, "stop", Usage.NONE);
    }

    private MeasuringModelClient measuring(Optional<Price> price, ModelClient delegate) {
        return new MeasuringModelClient(() -> price, () -> OptionalInt.of(200), failed::add, time, time, delegate);
    }
}
