package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a repository keeps itself. A {@code .git} that points elsewhere is believed only if that place says so too, as
 * with {@code git worktree}: a folder from somebody else must not make us read a third one.
 *
 * @param root      the work tree, or the repository itself if it is bare
 * @param directory what is of this work tree: HEAD and index
 * @param common    what is of all its work trees: objects, branches, {@code info/exclude}
 */
record GitFolder(Path root, Path directory, Path common) {

    private static final Logger LOG = LoggerFactory.getLogger(GitFolder.class);
    private static final String POINTER = "gitdir: ";

    /**
     * The repository that a folder is in.
     *
     * @param folder a real path
     */
    static Optional<GitFolder> around(Path folder) {
        for (Path root = folder; root != null; root = root.getParent()) {
            Path git = root.resolve(".git");
            if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                Optional<GitFolder> found = at(root, git);
                if (found.isEmpty()) {
                    LOG.warn("{} is not used: it is no repository, or one that is not known to belong here", git);
                }
                return found;
            }
        }
        return Optional.empty();
    }

    /** The repository that a folder itself is, with a work tree or without. */
    static Optional<GitFolder> of(Path folder) {
        Path git = folder.resolve(".git");
        return Files.exists(git, LinkOption.NOFOLLOW_LINKS) ? at(folder, git) : bare(folder);
    }

    /** A repository without a work tree. */
    static Optional<GitFolder> bare(Path folder) {
        return isRepository(folder) ? Optional.of(new GitFolder(folder, folder, folder)) : Optional.empty();
    }

    private static Optional<GitFolder> at(Path root, Path git) {
        if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return isRepository(git) ? Optional.of(new GitFolder(root, git, git)) : Optional.empty();
        }
        try {
            return linked(root, git);
        } catch (IOException | InvalidPathException e) {
            LOG.debug("{} cannot be followed", git, e);
            return Optional.empty();
        }
    }

    /** {@code git worktree}: the place pointed to must point back, and be kept where a repository keeps such places. */
    private static Optional<GitFolder> linked(Path root, Path git) throws IOException {
        String pointer = SmallFile.read(git);
        if (!pointer.startsWith(POINTER)) {
            return Optional.empty();
        }
        Path directory =
                root.resolve(pointer.substring(POINTER.length()).strip()).toRealPath();
        Path back =
                directory.resolve(SmallFile.read(directory.resolve("gitdir")).strip());
        Path common = directory
                .resolve(SmallFile.read(directory.resolve("commondir")).strip())
                .toRealPath();
        boolean known = Files.isSameFile(back, git)
                && common.resolve("worktrees").equals(directory.getParent())
                && isRepository(common);
        return known ? Optional.of(new GitFolder(root, directory, common)) : Optional.empty();
    }

    private static boolean isRepository(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }

    /**
     * For reading objects; to be closed.
     *
     * @throws InvalidInputException if it is damaged, or takes objects from other places (65)
     */
    Repository open() {
        try {
            refuseBorrowedObjects();
            FileRepositoryBuilder builder = new FileRepositoryBuilder();
            // Bare in any case: a core.worktree in its configuration is of no interest.
            builder.setBare().setGitDir(directory.toFile());
            // Always: otherwise git itself goes where a file "commondir" leads.
            builder.setGitCommonDir(common.toFile());
            return builder.setMustExist(true).build();
        } catch (IOException | RuntimeException e) {
            throw e instanceof InvalidInputException refused ? refused : Trouble.damaged(root.toString(), e);
        }
    }

    /**
     * For those who read it by git's own rules, which go further than ours.
     *
     * @throws InvalidInputException if it takes objects or branches from other places (65)
     */
    void requireIndependent() {
        try {
            refuseBorrowedObjects();
            Path elsewhere = directory.resolve("commondir");
            if (common.equals(directory) && Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)) {
                throw borrowed(elsewhere);
            }
        } catch (IOException e) {
            throw Trouble.damaged(root.toString(), e);
        }
    }

    /** Its author could lend himself the objects of any other repository on this machine. */
    private void refuseBorrowedObjects() throws IOException {
        Path own = common.toRealPath();
        Path objects = own.resolve("objects");
        for (String place : List.of("objects", "objects/info", "objects/pack", "refs", "packed-refs")) {
            refuseLinksOut(own.resolve(place), own);
        }
        Path alternates = objects.resolve("info").resolve("alternates");
        if (!Files.exists(alternates, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (String line : SmallFile.read(alternates).lines().toList()) {
            Path other = objects.resolve(line.strip()).normalize();
            if (!line.isBlank() && !(other.startsWith(own) && other.toRealPath().startsWith(own))) {
                throw borrowed(other);
            }
        }
    }

    /** Neither the place itself nor what is directly in it. */
    private void refuseLinksOut(Path place, Path own) throws IOException {
        refuseOutside(place, own);
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(place, Files::isSymbolicLink)) {
            for (Path link : links) {
                refuseOutside(link, own);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void refuseOutside(Path place, Path own) throws IOException {
        if (Files.exists(place) && !place.toRealPath().startsWith(own)) {
            throw borrowed(place.toRealPath());
        }
    }

    private InvalidInputException borrowed(Path place) {
        return InvalidInputException.malformed(root + " takes objects from " + PathText.of(place.toString())
                + ", outside of it, which is not read. Make it independent: git repack -a -d, then remove "
                + "objects/info/alternates; or leave out rev= to read the files as they are");
    }
}
