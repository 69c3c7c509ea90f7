package io.enricher.domain;

/** The documented exit codes (README, "Exit codes"); 64 to 78 follow sysexits.h. */
public enum ExitCode {
    /** All rows ok, or nothing to do. */
    OK(0),
    /** Failed; start again to continue. */
    FAILED(1),
    /** Wrong usage. */
    USAGE(2),
    /** Finished with failed or rejected rows. */
    ROWS_FAILED(3),
    /** Input malformed. */
    INPUT_MALFORMED(65),
    /** Input missing or unreadable. */
    INPUT_MISSING(66),
    /** Provider unreachable, or key refused. */
    PROVIDER_UNAVAILABLE(69),
    /** Output cannot be written. */
    OUTPUT_FAILED(73),
    /** Not now: lock held, cost cap or quota reached; start again to continue. */
    NOT_NOW(75),
    /** Bad configuration or recipe. */
    BAD_CONFIGURATION(78),
    /** Stopped by Ctrl-C; start again to continue. */
    INTERRUPTED(130),
    /** Stopped by SIGTERM; start again to continue. */
    TERMINATED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public boolean isOfASignal() {
        return this == INTERRUPTED || this == TERMINATED;
    }
}
