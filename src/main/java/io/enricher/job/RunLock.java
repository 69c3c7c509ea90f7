package io.enricher.job;

import io.enricher.domain.NotNowException;
import io.enricher.domain.OutputException;
import io.enricher.output.LockFile;
import io.enricher.output.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that dies with its process: a file lock, with the holder's pid, start and last progress in the file for
 * whoever finds it held.
 */
final class RunLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunLock.class);

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final String holder;
    private final AtomicBoolean complained = new AtomicBoolean();

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
     * @param wait for the holder to end
     * @throws NotNowException if it is still held then; the message names the holder
     */
    static RunLock acquire(LockFile lock, LockWait wait) {
        return wait.take(
                () -> tryAcquire(lock),
                () -> new NotNowException("another run is working on " + lock.guards() + " (" + holderOf(lock.file())
                        + "). Not starting; try again when it has ended, or wait for it with"
                        + " --enricher.lock-wait=1h"));
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

    /** Writes how far the run is into the file. Never fails: the lock holds without it. */
    void progress(String text) {
        try {
            byte[] bytes = (holder + ", " + text + "\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(bytes), 0);
            channel.truncate(bytes.length);
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                log.warn("The lock file {} does not tell how far the run is: {}", file, e.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            // Deleted while still held; whoever waits for it sees that the path is another file and opens it anew.
            Files.deleteIfExists(file);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new OutputException("the lock file " + file + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static Optional<RunLock> tryAcquire(LockFile wanted) {
        Path file = wanted.file();
        try {
            makeWithFolder(file);
            Object key = keyOf(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isPresent() && key.equals(keyOf(file))) {
                return Optional.of(new RunLock(file, channel, lock.get()));
            }
            channel.close();
            return Optional.empty();
        } catch (NoSuchFileException e) {
            // The former holder deleted it just now.
            return Optional.empty();
        } catch (IOException e) {
            throw new OutputException(
                    "the lock file " + file + " cannot be made: " + Refusal.of(e)
                            + ". Make its folder writable, or choose another place with " + wanted.elsewhere(),
                    e);
        }
    }

    private static void makeWithFolder(Path file) throws IOException {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a lock file has a folder"));
            makeIfAbsent(file);
        } catch (NoSuchFileException e) {
            // So do some file systems refuse, such as /proc; that a former holder deleted the file does not hinder us.
            throw new IOException("nothing can be made there", e);
        }
    }

    private static void makeIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            log.trace("{} is held, or left by a dead process: the lock tells", file);
        }
    }

    /**
     * Tells whether the path still is the file that was locked: between opening and locking, the former holder may have
     * deleted it and somebody else made a new one. Asked of the path and not by opening it again, because closing any
     * channel of a file gives up all locks that the process holds on it (POSIX fcntl; FileLock's Javadoc).
     */
    private static Object keyOf(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        // Windows has no such key, and does not let a file that is open be made anew.
        return key == null ? file : key;
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
            return Optional.empty();
        }
    }
}
