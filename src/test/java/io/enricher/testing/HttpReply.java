package io.enricher.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reply before it goes over the wire.
 *
 * @param headers besides Date and Content-Length, which every reply has
 */
record HttpReply(int status, Map<String, String> headers, String body) {

    HttpReply {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static HttpReply json(int status, String body) {
        return new HttpReply(status, Map.of("Content-Type", "application/json"), body);
    }

    static HttpReply html(int status) {
        return new HttpReply(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<!DOCTYPE html><html><head><title>" + status
                        + "</title></head><body><h1>Please wait</h1></body></html>");
    }

    HttpReply withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, all, body);
    }

    HttpReply withBody(String other) {
        return new HttpReply(status, headers, other);
    }

    byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    byte[] headBytes(int contentLength) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Simulated\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Date")) {
            head.append("Date: ").append(httpDate(Instant.now())).append("\r\n");
        }
        head.append("Content-Length: ").append(contentLength).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String httpDate(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
