package io.enricher.domain;

/** The next call might cost more than is left under the cost cap; what was answered is kept (exit 75). */
public final class CostCapReachedException extends NotNowException {

    public CostCapReachedException(String message) {
        super(message);
    }
}
