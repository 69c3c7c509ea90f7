package io.enricher.provider;

import io.enricher.domain.ModelCall;
import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Writes down every call: one that brought a reply goes with the reply, so that it is kept together with its answers;
 * any other is told to the {@link CallListener}.
 */
final class MeasuringModelClient implements AdmittedClient {

    private static final String REFUSED = "refused";
    private static final String QUOTA = "quota";

    private final Supplier<Optional<Price>> price;
    private final Supplier<OptionalInt> httpStatus;
    private final CallListener listener;
    private final NanoClock clock;
    private final InstantSource instants;
    private final ModelClient delegate;

    /** @param httpStatus of the answer that this thread saw last */
    MeasuringModelClient(
            Supplier<Optional<Price>> price,
            Supplier<OptionalInt> httpStatus,
            CallListener listener,
            NanoClock clock,
            InstantSource instants,
            ModelClient delegate) {
        this.price = price;
        this.httpStatus = httpStatus;
        this.listener = listener;
        this.clock = clock;
        this.instants = instants;
        this.delegate = delegate;
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt, RateGate.Permit permit) {
        Stopwatch stopwatch = new Stopwatch(instants.instant(), clock.nanoTime(), request.items(), attempt, permit);
        try {
            ModelReply reply = delegate.ask(request);
            return reply.measuredBy(
                    call(stopwatch, ModelCall.OK, reply.finishWord(), reply.usage(), cost(reply.usage())));
        } catch (ModelException e) {
            tell(stopwatch, e.status());
            throw e;
        } catch (ProviderUnavailableException e) {
            tell(stopwatch, REFUSED);
            throw e;
        } catch (NotNowException e) {
            tell(stopwatch, QUOTA);
            throw e;
        }
    }

    private void tell(Stopwatch stopwatch, String status) {
        listener.callWithoutAnswers(call(stopwatch, status, "", Usage.NONE, free()));
    }

    private ModelCall call(
            Stopwatch stopwatch, String status, String finishReason, Usage usage, Optional<BigDecimal> cost) {
        return new ModelCall(
                stopwatch.startedAt(),
                Duration.ofNanos(clock.nanoTime() - stopwatch.startedNanos()),
                stopwatch.permit().waited(),
                stopwatch.permit().inFlight(),
                stopwatch.permit().window(),
                stopwatch.items(),
                stopwatch.attempt(),
                status,
                httpStatus.get(),
                finishReason,
                usage,
                cost);
    }

    /** A reply without a token count from a model that costs something: its cost is unknown, not 0. */
    private Optional<BigDecimal> cost(Usage usage) {
        return price.get()
                .filter(known -> known.isFree() || !usage.equals(Usage.NONE))
                .map(known -> known.cost(usage));
    }

    private Optional<BigDecimal> free() {
        return price.get().map(known -> known.cost(Usage.NONE));
    }

    private record Stopwatch(Instant startedAt, long startedNanos, int items, int attempt, RateGate.Permit permit) {}
}
