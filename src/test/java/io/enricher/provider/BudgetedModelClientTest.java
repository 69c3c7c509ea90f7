package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.CostCapReachedException;
import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.Usage;
import io.enricher.provider.ModelException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetedModelClientTest {

    private static final Price PRICE = new Price(new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("10"));

    /** 1,000 in, counted double, and 200 around; 500 out. */
    private static final BigDecimal MOST = new BigDecimal("0.0094");

    private final ManualTime time = new ManualTime();
    private final CostPurse purse = purse("1");

    static Stream<RuntimeException> costNothing() {
        return Stream.of(
                failure(Kind.THROTTLED, new IOException("429")),
                failure(Kind.SERVER_ERROR, new IOException("500")),
                failure(Kind.NETWORK, new IOException(new ConnectException("Failed to connect"))),
                failure(Kind.NETWORK, new IOException(new UnknownHostException("nowhere"))),
                new ModelException.Rejected("400", sdk(new IOException())),
                new ModelException.TooLong("400", sdk(new IOException())),
                new ModelException.Blocked("400", sdk(new IOException())),
                new ModelException.Aborted("no call was made", new IllegalStateException()),
                new ProviderUnavailableException("401", sdk(new IOException())),
                new NotNowException("quota"));
    }

    static Stream<RuntimeException> mayBeCharged() {
        return Stream.of(
                failure(Kind.TIMEOUT, new IOException("timeout")),
                failure(Kind.NETWORK, new SocketException("Connection reset")),
                failure(Kind.BROKEN_BODY, new IOException("unexpected end")),
                new ModelException.Aborted("given up", sdk(new SocketException("Socket closed"))),
                new IllegalStateException("a defect"));
    }

    @ParameterizedTest
    @MethodSource("costNothing")
    void whatTheProviderRefusedOrNeverGotIsReleased(RuntimeException failure) {
        assertThat(catchThrowable(() -> client(failure).ask(request(), 1))).isSameAs(failure);

        assertThat(purse.settle()).isZero();
    }

    @ParameterizedTest
    @MethodSource("mayBeCharged")
    void whatEndedWithoutAnAnswerStaysReserved(RuntimeException failure) {
        assertThat(catchThrowable(() -> client(failure).ask(request(), 1))).isSameAs(failure);

        assertThat(purse.settle()).isEqualByComparingTo(MOST);
    }

    @Test
    void aReplyCostsWhatItsTokensDo() {
        client().ask(request(), 1);

        // 800 at 2, 200 cached at 1, 100 out at 10; held until the ledger has it.
        assertThat(purse.settle()).isEqualByComparingTo("0.0028");
        purse.recorded(new BigDecimal("0.0028"));
        assertThat(purse.settle()).isZero();
    }

    @Test
    void aReplyWithoutACountOfTokensCostsAllItMay() {
        ModelReply uncounted = new ModelReply("{}", FinishReason.STOP, "stop", Usage.NONE);

        client((request, attempt) -> uncounted).ask(request(), 1);

        assertThat(purse.settle()).isEqualByComparingTo(MOST);
    }

    @Test
    void nothingIsSentThatDoesNotFit() {
        ScriptedAttempts attempts = new ScriptedAttempts(time);

        assertThatThrownBy(() -> BudgetedModelClient.create(
                                Optional.of(purse("0.0093")), Optional.of(PRICE), new TokenCorrection(), time, attempts)
                        .ask(request(), 1))
                .isInstanceOf(CostCapReachedException.class);
        assertThat(attempts.attempts()).isEmpty();
    }

    @Test
    void retriesDrawOnThePurseToo() {
        ScriptedAttempts attempts = new ScriptedAttempts(time, failure(Kind.NETWORK, new SocketException()));
        AttemptClient budgeted = client(attempts);
        RetrySettings settings = new RetrySettings(3, Duration.ofMinutes(1), Duration.ZERO);
        OutageBreaker breaker = new OutageBreaker(Duration.ZERO, () -> {}, time, time);
        ModelClient retrying = new RetryingModelClient(settings, breaker, time, time, new Random(1), budgeted);

        retrying.ask(request());

        assertThat(purse.settle()).isEqualByComparingTo(MOST.add(new BigDecimal("0.0028")));
    }

    @Test
    void withoutACapOrAPriceThereIsNothingToHold() {
        ScriptedAttempts attempts = new ScriptedAttempts(time);

        assertThat(create(Optional.empty(), Optional.of(PRICE), attempts)).isSameAs(attempts);
        assertThat(create(Optional.of(purse), Optional.of(Price.FREE), attempts))
                .isSameAs(attempts);
        assertThat(create(Optional.of(purse), Optional.empty(), attempts)).isSameAs(attempts);
    }

    private AttemptClient client(RuntimeException... failures) {
        return client(new ScriptedAttempts(time, failures));
    }

    private AttemptClient client(AttemptClient attempts) {
        return create(Optional.of(purse), Optional.of(PRICE), attempts);
    }

    private AttemptClient create(Optional<CostPurse> held, Optional<Price> price, AttemptClient attempts) {
        return BudgetedModelClient.create(held, price, new TokenCorrection(), time, attempts);
    }

    private CostPurse purse(String cap) {
        PurseLog log = new PurseLog() {
            @Override
            public BigDecimal spent() {
                return BigDecimal.ZERO;
            }

            @Override
            public BigDecimal held() {
                return BigDecimal.ZERO;
            }

            @Override
            public void hold(BigDecimal usd) {}
        };
        return new CostPurse(new BigDecimal(cap), log, (spent, lost, next) -> spent);
    }

    private static ModelException failure(Kind kind, Exception original) {
        return new ModelException.Transient(kind, Optional.empty(), kind.name(), sdk(original));
    }

    private static Throwable sdk(Exception original) {
        return new SdkException(original);
    }

    private static ModelRequest request() {
        return new ModelRequest("", "", "{}", 20, 1_000, 500);
    }
}
