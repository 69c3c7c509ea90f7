package io.enricher.domain;

/** The documented exit codes (README, "Exit codes"); 64 to 78 follow sysexits.h. */
public enum ExitCode {
    OK(0, "all rows ok, or nothing to do"),
    FAILED(1, "failed; start again to continue"),
    USAGE(2, "wrong usage"),
    ROWS_FAILED(3, "finished with failed or rejected rows"),
    INPUT_MALFORMED(65, "input malformed"),
    INPUT_MISSING(66, "input missing or unreadable"),
    PROVIDER_UNAVAILABLE(69, "provider unreachable, or key refused"),
    OUTPUT_FAILED(73, "output cannot be written"),
    NOT_NOW(75, "not now: lock held, cost cap or quota reached; start again to continue"),
    BAD_CONFIGURATION(78, "bad configuration or recipe"),
    INTERRUPTED(130, "stopped by Ctrl-C; start again to continue"),
    TERMINATED(143, "stopped by SIGTERM; start again to continue");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public boolean isOfASignal() {
        return this == INTERRUPTED || this == TERMINATED;
    }

    public String meaning() {
        return meaning;
    }
}
