package io.enricher.job;

import io.enricher.domain.NotNowException;
import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock that dies with its process: a file lock, with the holder's pid, start and last progress in the file for
 * whoever finds it held.
 *
 * <p>The file stays when the lock is given back: who deletes it may take it from under somebody who has it open and is
 * about to lock it. And the holder never opens it a second time: on POSIX systems closing any channel to a file gives
 * up all locks that the process has on it (FileLock's documentation, "Platform dependencies").
 */
final class RunLock implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final String holder;

    private RunLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.holder = "pid " + ProcessHandle.current().pid() + ", running since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        progress("starting");
    }

    /**
     * Takes the lock.
     *
     * @param what     what is locked, for the message
     * @param patience how long to wait for the holder to end
     * @throws NotNowException if it is still held then; the message names the holder
     */
    static RunLock acquire(Path file, String what, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<RunLock> lock = tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new NotNowException("another run is working on " + what + " (" + holderOf(file)
                        + "). Not starting; try again when it has ended, or wait for it with --enricher.lock-wait=1h");
            }
            pause();
        }
    }

    /** What the holder of a lock wrote about itself. */
    static String holderOf(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "holder unknown" : text;
        } catch (IOException e) {
            return "holder unknown";
        }
    }

    /** Writes how far the run is into the file. */
    void progress(String text) {
        try {
            byte[] bytes = (holder + ", " + text + "\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(bytes), 0);
            channel.truncate(bytes.length);
        } catch (IOException e) {
            throw new OutputException("the lock file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new OutputException("the lock file " + file + " cannot be given back: " + e.getMessage(), e);
        }
    }

    private static Optional<RunLock> tryAcquire(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a lock file has a folder"));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new RunLock(file, channel, held));
        } catch (IOException e) {
            throw new OutputException(
                    "the lock file " + file + " cannot be made: " + e.getMessage()
                            + ". Make its folder writable, or write somewhere else with output=…",
                    e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNowException("interrupted while waiting for another run to end", e);
        }
    }
}
