package io.enricher.output;

import java.io.IOException;
import java.nio.file.Path;

/** Where a path leads to in the end. */
final class RealPath {

    private RealPath() {}

    /** Without links, those of folders too; what is not there yet is where it would be made. */
    static Path of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            // Not there, but its folder may be, and be a link.
            Path folder = absolute.getParent();
            return folder == null ? absolute : of(folder).resolve(absolute.getFileName());
        }
    }
}
