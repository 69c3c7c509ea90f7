package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of the input that could not be parsed, as a CSV file of its own. There is no such file if there are no
 * such records: one of an earlier run is then removed. For one thread.
 */
public final class RejectedFile implements Closeable {

    private static final List<String> HEADER = List.of("record", "line", "reason", "text");

    private final Path target;
    private @Nullable PartFile part;
    private @Nullable CsvLines lines;
    private long count;

    /** Nothing is written before the first record. */
    public RejectedFile(Path target) {
        this.target = target;
    }

    /**
     * @param number record number, from 1
     * @param line   line on which the record starts, from 1
     * @param reason what is wrong with it
     * @param text   the record as it stands in the input
     * @throws OutputException if it cannot be written
     */
    public void write(long number, long line, String reason, String text) {
        lines().write(List.of(Long.toString(number), Long.toString(line), reason, text));
        count++;
    }

    /** Records written so far. */
    public long count() {
        return count;
    }

    /**
     * Ends the file and brings it to the disk.
     *
     * @return the finished part, empty if no record was rejected
     * @throws OutputException if that fails
     */
    public Optional<FinishedPart> seal() {
        Optional<FinishedPart> sealed = Optional.ofNullable(part).map(PartFile::seal);
        part = null;
        lines = null;
        return sealed;
    }

    /**
     * Whether a sealed file is there: as a part, or in its place already, which the output itself could not be brought to.
     *
     * @param bytes size of the finished part
     */
    public static boolean isFinished(Path target, long bytes) {
        return FinishedPart.find(target, bytes).isPresent() || target.toFile().length() == bytes;
    }

    /**
     * Puts a sealed file in its place, or removes that of an earlier run.
     *
     * @param bytes size of the finished part, 0 if no record was rejected
     * @throws OutputException if that fails
     */
    public static void publish(Path target, long bytes) {
        if (bytes == 0) {
            removeEarlier(target);
        } else {
            FinishedPart.find(target, bytes).ifPresent(FinishedPart::publish);
        }
    }

    @Override
    public void close() {
        if (part != null) {
            part.close();
        }
    }

    private CsvLines lines() {
        if (lines == null) {
            part = PartFile.create(target);
            lines = CsvLines.create(part.writer(), CsvFormat.PLAIN);
            lines.write(HEADER);
        }
        return lines;
    }

    private static void removeEarlier(Path target) {
        try {
            Files.deleteIfExists(FinishedPart.pathFor(target));
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot remove " + target + " of an earlier run: " + Refusal.of(e)
                            + "; delete it, then start again",
                    e);
        }
    }
}
