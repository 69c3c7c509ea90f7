package io.enricher.code;

import io.enricher.domain.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which identifiers stand in which file of a source tree. Keeps four bytes for each, so about one in ten million that
 * is not there is taken to be. For one thread.
 */
public final class FileIdentifiers {

    private final Map<String, int[]> hashes;

    public FileIdentifiers() {
        this(new TreeMap<>());
    }

    private FileIdentifiers(Map<String, int[]> hashes) {
        this.hashes = hashes;
    }

    /** Adds to what is known of a file. */
    public void add(String path, String text) {
        IntStream.Builder found = IntStream.builder();
        // The hash of a String is the same in every Java: its formula is part of the contract.
        Identifiers.forEach(text, identifier -> found.add(identifier.hashCode()));
        IntStream known = Arrays.stream(hashes.getOrDefault(path, new int[0]));
        hashes.put(
                path, IntStream.concat(known, found.build()).sorted().distinct().toArray());
    }

    /** False for a file that was never added. */
    public boolean contains(String path, String identifier) {
        int[] known = hashes.get(path);
        return known != null && Arrays.binarySearch(known, identifier.hashCode()) >= 0;
    }

    /** Replaces {@code file} as a whole or not at all. */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(
                    temporary,
                    IdentifierFormat.encode(hashes),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws IOException for a file that cannot be read, was cut or is something else */
    public static FileIdentifiers read(Path file) throws IOException {
        try {
            return new FileIdentifiers(IdentifierFormat.decode(Files.readAllBytes(file)));
        } catch (IdentifierFormat.MalformedException e) {
            throw new IOException(
                    file + " is no list of identifiers: " + e.getMessage() + "; delete it and run again", e);
        }
    }
}
