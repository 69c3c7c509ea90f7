package io.enricher.provider;

import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.Usage;
import io.enricher.provider.CostPurse.Reservation;
import java.math.BigDecimal;
import java.util.Optional;

/** Draws every attempt on the {@link CostPurse}: what it may cost at most is reserved before it is sent. */
final class BudgetedModelClient implements AttemptClient {

    private final CostPurse purse;
    private final Price price;
    private final TokenCorrection correction;
    private final Sleeper sleeper;
    private final AttemptClient delegate;

    private BudgetedModelClient(
            CostPurse purse, Price price, TokenCorrection correction, Sleeper sleeper, AttemptClient delegate) {
        this.purse = purse;
        this.price = price;
        this.correction = correction;
        this.sleeper = sleeper;
        this.delegate = delegate;
    }

    /**
     * @param purse empty if there is no cap
     * @param price empty if it is not known, which no plan with a cap lets pass
     * @return the delegate itself where there is nothing to hold
     */
    static AttemptClient create(
            Optional<CostPurse> purse,
            Optional<Price> price,
            TokenCorrection correction,
            Sleeper sleeper,
            AttemptClient delegate) {
        if (purse.isEmpty() || price.isEmpty() || price.get().isFree()) {
            return delegate;
        }
        return new BudgetedModelClient(purse.get(), price.get(), correction, sleeper, delegate);
    }

    @Override
    public ModelReply ask(ModelRequest request, int attempt) {
        Reservation reservation = purse.reserve(mostOf(request), sleeper);
        ModelReply reply;
        try {
            reply = delegate.ask(request, attempt);
        } catch (ModelException e) {
            if (mayBeCharged(e)) {
                purse.lose(reservation);
            } else {
                purse.release(reservation);
            }
            throw e;
        } catch (ProviderUnavailableException | NotNowException e) {
            purse.release(reservation);
            throw e;
        } catch (RuntimeException | Error e) {
            purse.lose(reservation);
            throw e;
        }
        settle(reservation, reply);
        return reply;
    }

    private BigDecimal mostOf(ModelRequest request) {
        return price.mostCost(correction.atMost(request.estimatedInputTokens()), request.maxOutputTokens());
    }

    private void settle(Reservation reservation, ModelReply reply) {
        if (reply.usage().equals(Usage.NONE)) {
            purse.lose(reservation);
        } else {
            purse.pay(reservation, price.cost(reply.usage()));
        }
    }

    /**
     * An error status says that nothing was generated. Without one the provider may have answered all the same, unless the
     * request never got to it. A timeout may be that of a gateway before the model, whatever its status.
     */
    private static boolean mayBeCharged(ModelException failure) {
        Optional<SdkException> sent = Optional.ofNullable(failure.getCause())
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast);
        if (sent.filter(SdkException::isUnsent).isPresent()) {
            return false;
        }
        if (failure instanceof ModelException.Transient passing) {
            return switch (passing.kind()) {
                case THROTTLED, SERVER_ERROR -> false;
                case TIMEOUT, NETWORK, BROKEN_BODY -> true;
            };
        }
        // Given up while it waited to be sent, it has no cause of an SDK.
        return failure instanceof ModelException.Aborted && sent.isPresent();
    }
}
