package io.enricher.provider;

import io.enricher.domain.ModelCall;

/** Told of every call that brought no answers of items; those that did are kept together with them. */
@FunctionalInterface
public interface CallListener {

    void callWithoutAnswers(ModelCall call);
}
