package io.enricher.domain;

import java.util.Locale;

/** Why a row has no answer: the closed list of the output's {@code enrichment_error} and of the summary. */
public enum FailureReason {
    /** A field that the recipe requires is empty; the row was not sent. */
    MISSING_FIELD,
    /** The model answered, but not as the recipe's schema asks. */
    INVALID_ANSWER,
    /** The model's reply left the item out. */
    MISSING_IN_REPLY,
    /** The model refused. */
    REFUSED,
    /** The provider's content filter blocked the prompt or the reply. */
    CONTENT_FILTER,
    /** The provider rejected the request as invalid. */
    REJECTED_BY_PROVIDER,
    /** Too long for the model even after its longest field was cut. */
    TOO_LONG_AFTER_TRUNCATION,
    /** The reply was cut at the output limit before the item's answer was complete. */
    TRUNCATED_ANSWER,
    /** The provider kept failing on this item while it answered others. */
    PROVIDER_ERROR,
    /** The answer repeats another row's text. */
    ECHO_MISMATCH,
    /** Failed in an earlier run and is not asked again yet. */
    COOLDOWN;

    /**
     * Whether the item itself is at fault, so that asking it again soon would most likely end the same. Not if the
     * provider is, and not if it was not asked at all.
     */
    public boolean isOfTheItem() {
        return switch (this) {
            case INVALID_ANSWER,
                    MISSING_IN_REPLY,
                    REFUSED,
                    CONTENT_FILTER,
                    REJECTED_BY_PROVIDER,
                    TOO_LONG_AFTER_TRUNCATION,
                    TRUNCATED_ANSWER,
                    ECHO_MISMATCH -> true;
            case MISSING_FIELD, PROVIDER_ERROR, COOLDOWN -> false;
        };
    }

    /** The reason as it is written in files, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code code} is not of the list */
    public static FailureReason ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
