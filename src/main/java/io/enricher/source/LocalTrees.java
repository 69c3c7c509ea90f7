package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Tells whether a folder is read as it is, or at a commit. */
final class LocalTrees {

    private LocalTrees() {}

    static SourceTree find(SourceRequest request, FileFilter filter) {
        Path folder = folder(request.given());
        Optional<GitFolder> bare = GitFolder.bare(folder);
        Optional<GitFolder> git = bare.isPresent() ? bare : GitFolder.around(folder);
        if (bare.isEmpty() && request.revision().isEmpty()) {
            return new FolderTree(folder, git, filter);
        }
        GitFolder repository = git.orElseThrow(() ->
                new UsageException("rev=%s: %s is not in a git repository. Leave out rev= to read the files as they are"
                        .formatted(request.revision().orElse(""), folder)));
        return commit(folder, repository, request.revision().orElse("HEAD"), filter);
    }

    private static CommitTree commit(Path folder, GitFolder git, String revision, FileFilter filter) {
        try (Repository repository = git.open()) {
            ObjectId commit = Revisions.resolve(repository, revision, folder.toString());
            return new CommitTree(folder, git, commit, filter);
        }
    }

    private static Path folder(String given) {
        if (given.startsWith("-")) {
            throw new UsageException(
                    "input=%s: begins with a dash; write ./%s if it is a folder".formatted(given, given));
        }
        try {
            Path folder = Path.of(given).toAbsolutePath().normalize();
            if (!Files.exists(folder)) {
                throw InvalidInputException.missing(folder + " does not exist");
            }
            if (!Files.isDirectory(folder)) {
                throw new UsageException(
                        folder + " is a file; give the folder that holds it, and include=" + folder.getFileName());
            }
            if (!Files.isReadable(folder)) {
                throw InvalidInputException.missing(folder + " may not be read by this user");
            }
            return folder.toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw Trouble.unreadable(PathText.of(given), e);
        }
    }
}
