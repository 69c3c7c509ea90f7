package io.enricher.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files of a folder that git would show as tracked, or as new: never one outside of it, for links are not
 * followed. Without a repository each {@code .gitignore} counts all the same, and repositories inside are read with the
 * rest; inside a repository they are its submodules, or somebody else's.
 */
final class FolderWalk {

    private final Listing listing;
    private final Optional<GitFolder> git;
    private final TrackedFiles tracked;
    /** From the root of the repository to the folder, ends with {@code /} unless it is empty. */
    private final String prefix;

    private final Path root;

    FolderWalk(Path root, Optional<GitFolder> git, Listing listing) {
        this.root = root;
        this.git = git;
        this.listing = listing;
        this.tracked = git.map(TrackedFiles::of).orElse(TrackedFiles.NONE);
        this.prefix = git.map(repository -> slashed(repository.root().relativize(root)))
                .orElse("");
    }

    private static String slashed(Path relative) {
        StringBuilder path = new StringBuilder();
        relative.forEach(part -> path.append(part.toString().isEmpty() ? "" : nameOf(part) + "/"));
        return path.toString();
    }

    /** @throws IOException if the folder itself cannot be read */
    void walk() throws IOException {
        List<Path> entries = entries(root);
        IgnoreRules rules = git.map(this::rulesAbove).orElse(IgnoreRules.NONE).within(prefix, root);
        visit(entries, "", rules);
    }

    private IgnoreRules rulesAbove(GitFolder repository) {
        IgnoreRules rules = IgnoreRules.NONE
                .with("", UserIgnores.file())
                .with("", repository.common().resolve("info").resolve("exclude"));
        Path folder = repository.root();
        String path = "";
        for (Path part : repository.root().relativize(root)) {
            if (!part.toString().isEmpty()) {
                rules = rules.within(path, folder);
                folder = folder.resolve(part);
                path += nameOf(part) + "/";
            }
        }
        return rules;
    }

    private void visit(List<Path> entries, String folder, IgnoreRules rules) {
        for (Path entry : entries) {
            String name = nameOf(entry);
            if (name.equals(".git")) {
                continue;
            }
            listing.see();
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                visit(entry, attributes, folder + name, rules);
            } catch (IOException | DirectoryIteratorException e) {
                listing.skip(SkipReason.UNREADABLE);
            }
        }
    }

    private void visit(Path entry, BasicFileAttributes attributes, String path, IgnoreRules rules) throws IOException {
        if (attributes.isDirectory()) {
            visitFolder(entry, path, rules);
        } else if (rules.ignoreFile(prefix + path) && !tracked.hold(prefix + path)) {
            listing.skip(SkipReason.IGNORED);
        } else if (attributes.isSymbolicLink()) {
            listing.skip(SkipReason.SYMLINK);
        } else if (!attributes.isRegularFile()) {
            listing.skip(SkipReason.SPECIAL);
        } else if (listing.wants(path)) {
            String stamp = attributes.lastModifiedTime().toString();
            listing.add(new FoundFile(path, attributes.size(), stamp, () -> read(entry)));
        }
    }

    private void visitFolder(Path entry, String path, IgnoreRules rules) throws IOException {
        if (rules.ignoreFolder(prefix + path)) {
            visitIgnored(entry, path);
        } else if (git.isPresent() && Files.exists(entry.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            listing.skip(SkipReason.SUBMODULE);
        } else {
            visit(entries(entry), path + "/", rules.within(prefix + path + "/", entry));
        }
    }

    /** In an ignored folder only what is committed counts, whatever a {@code .gitignore} in it says. */
    private void visitIgnored(Path folder, String path) throws IOException {
        if (tracked.holdAnyBelow(prefix + path)) {
            visit(entries(folder), path + "/", IgnoreRules.EVERYTHING);
        } else {
            listing.skip(SkipReason.IGNORED);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Opening a pipe would wait for its other end. */
    private static byte[] read(Path file) throws IOException, SkippedFileException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SkippedFileException(SkipReason.UNREADABLE);
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(FoundFile.MOST_BYTES + 1);
            if (bytes.length > FoundFile.MOST_BYTES) {
                throw new SkippedFileException(SkipReason.TOO_LARGE);
            }
            return bytes;
        }
    }

    private static String nameOf(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return name.indexOf('\uFFFD') < 0 ? PathText.of(name) : PathText.of(RawName.of(entry));
    }
}
