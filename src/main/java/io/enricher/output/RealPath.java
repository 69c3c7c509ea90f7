package io.enricher.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a path leads to in the end. */
final class RealPath {

    /** Longer chains of links are taken for rings, as by the systems themselves. */
    private static final int MOST_LINKS = 40;

    private RealPath() {}

    /** Without links, those of folders too; what is not there yet is where it would be made. */
    static Path of(Path path) {
        return of(path.toAbsolutePath().normalize(), MOST_LINKS);
    }

    private static Path of(Path absolute, int links) {
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return ofMissing(absolute, links);
        }
    }

    private static Path ofMissing(Path absolute, int links) {
        if (links > 0 && Files.isSymbolicLink(absolute)) {
            try {
                return of(
                        absolute.resolveSibling(Files.readSymbolicLink(absolute))
                                .normalize(),
                        links - 1);
            } catch (IOException e) {
                // No longer a link: its own place then.
                return absolute;
            }
        }
        Path folder = absolute.getParent();
        return folder == null ? absolute : of(folder, links).resolve(absolute.getFileName());
    }
}
