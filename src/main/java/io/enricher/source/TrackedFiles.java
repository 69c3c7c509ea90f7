package io.enricher.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the index of a work tree names: {@code .gitignore} has no say over it. */
final class TrackedFiles {

    static final TrackedFiles NONE = new TrackedFiles(DirCache.newInCore());

    private static final Logger LOG = LoggerFactory.getLogger(TrackedFiles.class);
    private static final int SMALLEST_ENTRY = 62;

    private final DirCache index;

    private TrackedFiles(DirCache index) {
        this.index = index;
    }

    static TrackedFiles of(GitFolder git) {
        Path file = git.directory().resolve("index");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        try {
            requireBelievableCount(file);
            return new TrackedFiles(DirCache.read(file.toFile(), FS.DETECTED));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} cannot be read ({}); files that are committed although .gitignore names them are left out",
                    file,
                    Trouble.words(e));
            return NONE;
        }
    }

    /** Memory is taken by the count in the header, before anything of it is there. */
    private static void requireBelievableCount(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            long count = Integer.toUnsignedLong(in.readInt());
            if (count * SMALLEST_ENTRY > Files.size(file)) {
                throw new IOException("it claims " + count + " entries");
            }
        }
    }

    boolean hold(String path) {
        return index.findEntry(path) >= 0;
    }

    /** @param folder without a {@code /} at its end */
    boolean holdAnyBelow(String folder) {
        int next = -index.findEntry(folder + "/") - 1;
        return next >= 0
                && next < index.getEntryCount()
                && index.getEntry(next).getPathString().startsWith(folder + "/");
    }
}
