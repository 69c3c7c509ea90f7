package io.enricher.source;

import io.enricher.domain.NotNowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Held while a clone is written, by one process at a time; it dies with its process. Whoever holds it knows that git's own
 * lock files in the clone are those of a dead process. The file stays: another may be waiting to open it.
 */
final class CloneLock implements AutoCloseable {

    private final FileChannel channel;

    private CloneLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param place of the clone, which need not be there yet
     * @throws NotNowException if another process fetches into the same place (75)
     */
    static CloneLock acquire(Path place, String url) throws IOException {
        FileChannel channel = FileChannel.open(
                place.resolveSibling("lock-" + place.getFileName()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                removeLocksOfTheDead(place);
                return new CloneLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
            channel.close();
            throw held(url);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw held(url);
    }

    private static NotNowException held(String url) {
        return new NotNowException("another run fetches " + url + " just now; try again when it has done so");
    }

    private static void removeLocksOfTheDead(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        List<Path> locks;
        try (Stream<Path> files = Files.walk(place)) {
            locks = files.filter(file -> file.getFileName().toString().endsWith(".lock"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        for (Path lock : locks) {
            Files.deleteIfExists(lock);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
