package io.enricher.job;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import java.util.Locale;

/**
 * One thing the doctor looked at.
 *
 * @param name     what, in a word or two
 * @param status   how it is
 * @param message  what was found, and the cure if something is wrong
 * @param exitCode what a run would end with
 */
record DoctorCheck(String name, Status status, String message, ExitCode exitCode) {

    enum Status {
        OK,
        /** A run would start; a person may want to act. */
        WARN,
        /** A run would fail. */
        FAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static DoctorCheck ok(String name, String message) {
        return new DoctorCheck(name, Status.OK, message, ExitCode.OK);
    }

    static DoctorCheck warn(String name, String message) {
        return new DoctorCheck(name, Status.WARN, message, ExitCode.OK);
    }

    static DoctorCheck fail(String name, ExitCode exitCode, String message) {
        return new DoctorCheck(name, Status.FAIL, message, exitCode);
    }

    static DoctorCheck fail(String name, EnricherException failure) {
        return fail(name, failure.exitCode(), String.valueOf(failure.getMessage()));
    }
}
