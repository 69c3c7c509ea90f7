package io.enricher.output;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder with all that is in it; links are never followed. */
final class WholeFolder {

    private WholeFolder() {}

    /** Brings all files and folders to the disk. */
    static void force(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Not a channel: an interrupt of the thread would close it.
                try (FileOutputStream stream = new FileOutputStream(file.toFile(), true)) {
                    stream.getFD().sync();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                FinishedPart.force(visited);
                return super.postVisitDirectory(visited, failure);
            }
        });
    }

    /**
     * Removes a folder, and last of all a file in it by which it can be told as long as anything is left.
     *
     * @param last name of that file
     */
    static void delete(Path folder, String last) throws IOException {
        Path kept = folder.resolve(last);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(folder)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(kept);
        Files.delete(folder);
    }
}
