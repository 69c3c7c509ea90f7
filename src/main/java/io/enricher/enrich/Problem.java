package io.enricher.enrich;

import io.enricher.domain.FailureReason;

/** Why an item has no valid answer yet. */
record Problem(FailureReason reason, String message) {}
