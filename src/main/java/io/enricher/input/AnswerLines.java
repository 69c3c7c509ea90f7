package io.enricher.input;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.ItemKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The answers in a file that a cache was exported to, here or on another machine: nothing in it is trusted. Blank lines
 * are passed over, keys of a later release, too. For one thread.
 */
public final class AnswerLines implements Closeable {

    /** Longest line, in characters; an answer is as long as what a model writes at once. */
    static final int MOST_CHARACTERS = 4 << 20;

    private static final int LONGEST_NAME = 500;
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{" + 2 * ItemKey.BYTES + "}");
    private static final Set<String> TEXTS = Set.of("key", "recipe", "model", "created", "note");

    /** No answer of a model is older; a wrong clock may be. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final LineScanner lines;
    private final Instant latest;

    private AnswerLines(String source, LineScanner lines, Instant latest) {
        this.source = source;
        this.lines = lines;
        this.latest = latest;
    }

    /**
     * @param file as the user wrote it; messages name it so
     * @param now  answers that are much newer are refused
     * @throws InvalidInputException if it is not there or cannot be read (66)
     */
    public static AnswerLines open(Path file, Instant now) {
        if (!Files.isRegularFile(file)) {
            throw InvalidInputException.missing(
                    file + (Files.exists(file) ? " is not a file" : " not found") + ". Name a file that export= wrote");
        }
        try {
            TextDecoder decoder = new TextDecoder(stream(file), StandardCharsets.UTF_8);
            LineScanner lines = new LineScanner(decoder, file.toString(), MOST_CHARACTERS);
            return new AnswerLines(file.toString(), lines, now.plus(AHEAD));
        } catch (IOException e) {
            throw Unreadable.because(file.toString(), e);
        }
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * The answer on the next line, empty after the last.
     *
     * @throws InvalidInputException if the line is no answer (65), or cannot be read (66)
     */
    public Optional<CachedAnswer> next() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return Optional.ofNullable(line).map(this::answer);
    }

    /** Of the line given last, from 1. */
    public long line() {
        return lines.line();
    }

    private CachedAnswer answer(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused("not a JSON object");
            }
            Map<String, String> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                fields.put(name, value(name, parser));
            }
            if (parser.nextToken() != null) {
                throw refused("more than one JSON value");
            }
            return answer(fields);
        } catch (JacksonException e) {
            throw refused("not valid JSON: " + e.getOriginalMessage());
        }
    }

    private String value(String name, JsonParser parser) {
        JsonToken type = parser.nextToken();
        if (TEXTS.contains(name) && type != JsonToken.VALUE_STRING) {
            throw refused("\"" + name + "\" is not a text");
        }
        if (name.equals("answer") && type != JsonToken.START_OBJECT) {
            throw refused("\"answer\" is not a JSON object");
        }
        if (type == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), copy)) {
            generator.copyCurrentStructureExact(parser);
        }
        return copy.toString();
    }

    private CachedAnswer answer(Map<String, String> fields) {
        String key = field(fields, "key");
        if (!KEY.matcher(key).matches()) {
            throw refused("\"key\" is not " + 2 * ItemKey.BYTES + " hexadecimal digits");
        }
        Answer answer = new Answer(field(fields, "answer"), name(fields, "model"), note(fields));
        return new CachedAnswer(
                ItemKey.of(HexFormat.of().parseHex(key)), name(fields, "recipe"), answer, created(fields));
    }

    private String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw refused("\"" + name + "\" is missing");
        }
        return value;
    }

    private String name(Map<String, String> fields, String name) {
        String value = field(fields, name);
        boolean hasControls = value.chars().anyMatch(Character::isISOControl);
        if (value.isBlank() || value.length() > LONGEST_NAME || hasControls) {
            throw refused("\"" + name + "\" is not a name of 1 to " + LONGEST_NAME + " characters");
        }
        return value;
    }

    private String note(Map<String, String> fields) {
        String note = field(fields, "note");
        if (note.length() > LONGEST_NAME) {
            throw refused("\"note\" is longer than " + LONGEST_NAME + " characters");
        }
        return note;
    }

    private Instant created(Map<String, String> fields) {
        String text = field(fields, "created");
        try {
            Instant created = Instant.parse(text);
            if (!created.isBefore(EARLIEST) && !created.isAfter(latest)) {
                return created;
            }
        } catch (DateTimeParseException e) {
            throw refused("\"created\" is not a time such as 2026-11-20T12:00:00Z");
        }
        throw refused("\"created\" is a time before 2020 or in the future");
    }

    /** Without the line's text: it is another machine's, and may be long. */
    private InvalidInputException refused(String problem) {
        return InvalidInputException.malformed(source + ", line " + lines.line() + ": " + problem
                + ". Each line must be an answer as export= writes it; remove the line, or export the file again");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw Unreadable.because(source, e);
        }
    }
}
