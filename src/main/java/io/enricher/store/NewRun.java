package io.enricher.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run about to start.
 *
 * @param job           name of the job
 * @param output        absolute path of the output
 * @param identity      hexadecimal SHA-256 of what makes it this run and no other
 * @param identityParts the same by name, to say what changed
 * @param input         absolute path of the input
 */
public record NewRun(
        String job,
        String output,
        String identity,
        Map<String, String> identityParts,
        String input,
        String recipe,
        String provider,
        String model,
        Instant startedAt) {

    public NewRun {
        identityParts = Collections.unmodifiableMap(new LinkedHashMap<>(identityParts));
    }
}
