package io.enricher.testing;

import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param path    without the query
 * @param query   without the question mark, empty if there is none
 * @param headers by lower-case name
 */
record HttpRequest(String method, String path, String query, Map<String, String> headers, String body) {

    HttpRequest {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    boolean closesConnection() {
        return header("connection").map("close"::equalsIgnoreCase).orElse(false);
    }
}
