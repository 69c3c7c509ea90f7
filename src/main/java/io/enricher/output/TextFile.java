package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A text that is small enough to be made in memory, as a file that appears whole or not at all. */
public final class TextFile {

    private TextFile() {}

    /**
     * Puts the text in the file's place in one atomic move, on the disk; makes the folder where needed. UTF-8.
     *
     * @throws OutputException if that fails; the file is then as it was, and no part of it is left
     */
    public static void write(Path target, String text) {
        FinishedPart finished;
        try (PartFile part = PartFile.create(target)) {
            append(part.writer(), text);
            finished = part.seal();
        }
        finished.publishOrDiscard();
    }

    private static void append(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new IllegalStateException("a part tells of failures itself", e);
        }
    }
}
