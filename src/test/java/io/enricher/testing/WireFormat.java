package io.enricher.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** One provider's way to write requests, replies and errors. */
interface WireFormat {

    /** {@code openai} or {@code gemini}. */
    String word();

    boolean speaks(HttpRequest request);

    /** @throws tools.jackson.core.JacksonException if the body is no JSON */
    Ask read(HttpRequest request);

    String body(Completion completion, Ask ask);

    /** @param wait how long the error asks to wait, where the fault says that it asks */
    HttpReply error(Fault fault, Ask ask, Duration wait);

    /** A quarter of the characters, rounded up: near enough to a tokenizer for limits and bills. */
    static long tokens(String text) {
        return (text.length() + 3L) / 4;
    }

    /** The request's key as OpenAI quotes it in errors: its first letters and its last four. */
    static String masked(Ask ask) {
        String key = ask.key().orElse("");
        if (key.length() < 12) {
            return "*".repeat(key.length());
        }
        return key.substring(0, 8) + "*".repeat(key.length() - 12) + key.substring(key.length() - 4);
    }

    static Optional<WireFormat> of(HttpRequest request) {
        if (!request.method().equals("POST")) {
            return Optional.empty();
        }
        return Stream.<WireFormat>of(new OpenAiWire(), new GeminiWire())
                .filter(format -> format.speaks(request))
                .findFirst();
    }
}
