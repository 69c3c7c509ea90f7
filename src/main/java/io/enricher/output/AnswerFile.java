package io.enricher.output;

import io.enricher.domain.CachedAnswer;
import io.enricher.domain.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Answers of the cache as a file for other machines, one JSON object a line; packed if its name ends in {@code .gz}. It
 * appears whole or not at all: closing it before {@link #publish()} leaves nothing. For one thread.
 */
public final class AnswerFile implements Closeable {

    private final PartFile part;

    private AnswerFile(PartFile part) {
        this.part = part;
    }

    /** @throws OutputException if it cannot be made */
    public static AnswerFile create(Path target) {
        boolean packed = target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        return new AnswerFile(
                PartFile.create(target, packed ? PartFile.Packing.GZIP : PartFile.Packing.NONE, "export=FILE"));
    }

    /** @throws OutputException if it cannot be written */
    public void write(CachedAnswer cached) {
        try {
            part.writer().write(line(cached));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To text first: Jackson's own UTF-8 encoder fails on an unpaired surrogate. */
    private static String line(CachedAnswer cached) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = AnswerFields.JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("key", cached.key().toString());
            json.writeStringProperty("recipe", cached.recipe());
            json.writeStringProperty("model", cached.answer().model());
            json.writeStringProperty("created", cached.createdAt().toString());
            json.writeStringProperty("note", cached.answer().note());
            json.writeName("answer");
            json.writeRawValue(cached.answer().json());
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /**
     * Puts the file in its place, on the disk.
     *
     * @throws OutputException if that fails; nothing is left then
     */
    public void publish() {
        part.seal().publishOrDiscard();
    }

    @Override
    public void close() {
        part.close();
    }
}
