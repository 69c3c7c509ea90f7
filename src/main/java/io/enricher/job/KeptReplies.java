package io.enricher.job;

import io.enricher.domain.LedgerCall;
import io.enricher.store.CallLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replies of which something was not to be used, for a person to look into: a file each in the state directory, named
 * by its call, readable by this user alone. They are written by models, so nothing acts on them, and what shows them makes
 * them harmless first. Keeping them is a help, not a duty: what cannot be kept is lost. Safe for many threads.
 */
final class KeptReplies {

    private static final Logger log = LoggerFactory.getLogger(KeptReplies.class);

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FILES = 1_000;
    private static final Duration KEPT_FOR = Duration.ofDays(7);
    private static final Pattern NAME = Pattern.compile("[0-9]{1,18}\\.txt");

    /** How coarse the times of files may be. */
    private static final Duration FILE_TIME = Duration.ofSeconds(2);

    private final Path folder;
    private final int most;
    private final InstantSource clock;
    private final Deque<Path> files = new ArrayDeque<>();
    private boolean told;

    KeptReplies(Path stateDirectory) {
        this(stateDirectory, MOST_FILES, InstantSource.system());
    }

    /** @param most files that are kept, the newest ones */
    KeptReplies(Path stateDirectory, int most, InstantSource clock) {
        this.folder = stateDirectory.resolve("replies");
        this.most = most;
        this.clock = clock;
    }

    /** Deletes what is older than a week; to be called before the first is kept. */
    synchronized void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT_FOR);
        files.clear();
        try {
            for (Kept kept : oldestFirst()) {
                if (kept.since().isBefore(oldest)) {
                    Files.deleteIfExists(kept.file());
                } else {
                    files.addLast(kept.file());
                }
            }
            forgetBeyond(most);
        } catch (IOException e) {
            tell("Old replies could not be deleted: {}", e);
        }
    }

    /** Keeps the beginning of a reply; one that is empty shows nothing. */
    synchronized void keep(long callId, String reply) {
        if (reply.isBlank()) {
            return;
        }
        Path file = folder.resolve(callId + ".txt");
        try {
            Files.createDirectories(folder, attributes("rwx------"));
            forgetBeyond(most - 1);
            // Left by another database that was here before.
            Files.deleteIfExists(file);
            try (OutputStream out = Files.newOutputStream(create(file), StandardOpenOption.WRITE)) {
                out.write(beginning(reply));
            }
            files.remove(file);
            files.addLast(file);
        } catch (IOException e) {
            tell("A reply that could not be used is not kept for looking into: {}", e);
        }
    }

    /** The calls of a run whose reply is kept, in their order. */
    synchronized List<Long> callsOf(long runId, CallLedger ledger) {
        try {
            Map<Long, Instant> written = new HashMap<>();
            oldestFirst().forEach(kept -> written.put(callOf(kept.file()), kept.since()));
            return ledger.startsOf(runId, written.keySet()).entrySet().stream()
                    .filter(call -> isReplyOf(call.getValue(), written.getOrDefault(call.getKey(), Instant.MIN)))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (IOException e) {
            tell("Kept replies could not be looked for: {}", e);
            return List.of();
        }
    }

    /** The text that is kept of a call's reply; empty if none is. */
    synchronized Optional<String> find(LedgerCall call) {
        Path file = folder.resolve(call.id() + ".txt");
        try {
            if (!Files.isRegularFile(file)
                    || !isReplyOf(
                            call.prompt().made().startedAt(),
                            Files.getLastModifiedTime(file).toInstant())) {
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            tell("The kept reply cannot be read: {}", e);
            return Optional.empty();
        }
    }

    /** Deletes the replies of these calls. */
    synchronized void forget(Collection<Long> calls) {
        try {
            for (Long call : calls) {
                Path file = folder.resolve(call + ".txt");
                Files.deleteIfExists(file);
                files.remove(file);
            }
        } catch (IOException e) {
            tell("Old replies could not be deleted: {}", e);
        }
    }

    /** Another database that was here before may have had a call of the same number. */
    private static boolean isReplyOf(Instant callStarted, Instant written) {
        return !written.plus(FILE_TIME).isBefore(callStarted);
    }

    private static long callOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private Path create(Path file) throws IOException {
        return Files.createFile(file, attributes("rw-------"));
    }

    private void forgetBeyond(int number) throws IOException {
        while (files.size() > number) {
            Files.deleteIfExists(files.removeFirst());
        }
    }

    /** Once: a full disk would say so with every reply. */
    private void tell(String message, IOException e) {
        if (!told) {
            log.warn(message, e.toString());
        }
        told = true;
    }

    private record Kept(Path file, Instant since) {}

    private List<Kept> oldestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> ours = found.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList();
            Deque<Kept> kept = new ArrayDeque<>();
            for (Path file : ours) {
                kept.add(new Kept(file, Files.getLastModifiedTime(file).toInstant()));
            }
            return kept.stream().sorted(Comparator.comparing(Kept::since)).toList();
        }
    }

    /** Whole characters only. */
    private static byte[] beginning(String reply) {
        byte[] text = reply.substring(0, Math.min(reply.length(), MOST_BYTES)).getBytes(StandardCharsets.UTF_8);
        int end = Math.min(text.length, MOST_BYTES);
        while (end < text.length && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private FileAttribute<?>[] attributes(String permissions) {
        Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
