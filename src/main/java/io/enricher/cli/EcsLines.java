package io.enricher.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes of each line that is written one JSON object with the names of the Elastic Common Schema, as Boot's log has them,
 * so that every line of the standard error is one. For one thread at a time, as a PrintStream above it sees to.
 */
final class EcsLines extends OutputStream {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private EcsLines(PrintStream out) {
        this.out = out;
    }

    static PrintStream over(PrintStream out) {
        return new PrintStream(new EcsLines(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            out.println(of("INFO", text));
        }
    }

    /** One object, without a line break. */
    static String of(String level, String message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("@timestamp", Instant.now().toString());
            json.writeObjectPropertyStart("log");
            json.writeStringProperty("level", level);
            json.writeStringProperty("logger", "io.enricher");
            json.writeEndObject();
            json.writeStringProperty("message", message);
            json.writeObjectPropertyStart("ecs");
            json.writeStringProperty("version", "8.11");
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
