package io.enricher.provider;

import io.enricher.domain.ModelCall;

/** Told of every call that brought no reply; those that did are kept together with their answers. */
@FunctionalInterface
public interface CallListener {

    void callFailed(ModelCall call);
}
