package io.enricher.domain;

import java.util.Locale;

/** Why prompts were made smaller than they were. */
public enum ShrinkCause {
    /** Replies were cut at the output limit. */
    CUT,
    /** Replies left many of their items without a valid answer. */
    UNANSWERED,
    /** Prompts took longer than a call may, and parts of them did not. */
    TIMEOUT;

    /** As it is written in tables and files, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code code} is none */
    public static ShrinkCause ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
