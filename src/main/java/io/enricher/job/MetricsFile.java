package io.enricher.job;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that node_exporter's textfile collector reads; it appears whole or not at all. */
final class MetricsFile {

    private static final Logger log = LoggerFactory.getLogger(MetricsFile.class);

    private static final Pattern LAST_SUCCESS =
            Pattern.compile("enricher_last_success_timestamp_seconds(?:\\{.*})? ([0-9.]+(?:E[0-9]+)?)");

    private final Path path;

    MetricsFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** What a run with these labels wrote of its last success; empty if there was none, or no file. */
    Optional<Double> lastSuccess(MetricLabels labels) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.contains("output=\"" + labels.output() + "\"")
                            && line.contains("recipe=\"" + labels.recipe() + "\""))
                    .map(LAST_SUCCESS::matcher)
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> Double.valueOf(matcher.group(1)))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            log.warn("The time of the last success is lost, as {} cannot be read: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Replaces the file, which anyone may read: the collector is another user.
     *
     * @throws OutputException if that fails; the file is then as it was
     */
    void write(String text) {
        // The collector reads what ends in .prom and nothing else.
        Path part = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "an absolute path has a folder"));
            try {
                Files.writeString(part, text);
                if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
                }
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new OutputException(reason(e) + ". Check enricher.metrics.textfile and the rights of its folder", e);
        }
    }

    /** The class says what happened where the message is but a path. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException
                ? failure.getClass().getSimpleName() + " " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
