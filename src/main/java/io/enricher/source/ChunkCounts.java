package io.enricher.source;

import io.enricher.code.Fallback;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** The counts of a chunk file as a small JSON object. */
final class ChunkCounts {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkCounts.class);

    private ChunkCounts() {}

    static void write(ChunkFile.Result result, Path target) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ChunkRow.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("identity", result.identity());
            json.writeStringProperty("description", result.description());
            json.writeNumberProperty("files", result.files());
            json.writeNumberProperty("symbols", result.symbols());
            json.writeNumberProperty("bytes", result.bytes());
            json.writeObjectPropertyStart("skipped");
            result.skipped().counts().forEach((reason, count) -> json.writeNumberProperty(reason.code(), count));
            json.writeEndObject();
            json.writeObjectPropertyStart("fallbacks");
            result.fallbacks().forEach((reason, count) -> json.writeNumberProperty(code(reason), count));
            json.writeEndObject();
            json.writeEndObject();
        }
        try (PartialFile file = PartialFile.create(target)) {
            file.write(text.toString());
            file.publish();
        }
    }

    /** Empty if it is not there, or was not written by this version. */
    static Optional<ChunkFile.Result> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonParser json = ChunkRow.JSON.createParser(ObjectReadContext.empty(), Files.readString(file))) {
            json.nextToken();
            return Optional.of(result(json));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.warn("{} cannot be used ({}); the sources are split again", file, e.toString());
            return Optional.empty();
        }
    }

    private static ChunkFile.Result result(JsonParser json) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        EnumMap<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        EnumMap<Fallback.Reason, Long> fallbacks = new EnumMap<>(Fallback.Reason.class);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_STRING -> texts.put(name, json.getString());
                case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
                default ->
                    numbersOf(json).forEach((code, count) -> {
                        if (name.equals("skipped")) {
                            skipped.put(SkipReason.valueOf(code), count);
                        } else {
                            fallbacks.put(Fallback.Reason.valueOf(code), count);
                        }
                    });
            }
        }
        return new ChunkFile.Result(
                required(texts, "identity"),
                required(texts, "description"),
                required(numbers, "files"),
                required(numbers, "symbols"),
                new SkippedFiles(skipped),
                fallbacks,
                required(numbers, "bytes"));
    }

    private static Map<String, Long> numbersOf(JsonParser json) {
        Map<String, Long> numbers = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName().toUpperCase(Locale.ROOT);
            json.nextToken();
            numbers.put(name, json.getLongValue());
        }
        return numbers;
    }

    private static <T> T required(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String code(Fallback.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
