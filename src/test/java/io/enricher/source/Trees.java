package io.enricher.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;

/** Makes source trees, and says what is read of them. */
final class Trees {

    private Trees() {}

    static void write(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static RevCommit commitAll(Git git, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .setSign(false)
                .call();
    }

    static Git repository(Path root) throws GitAPIException {
        return Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    }

    static SourceRequest folder(Path given) {
        return new SourceRequest(given.toString(), Optional.empty(), List.of(), List.of());
    }

    static SourceRequest including(Path given, String... globs) {
        return new SourceRequest(given.toString(), Optional.empty(), List.of(globs), List.of());
    }

    static SourceRequest at(Path given, String revision) {
        return new SourceRequest(given.toString(), Optional.of(revision), List.of(), List.of());
    }

    static SourceSnapshot snapshot(SourceRequest request) {
        return SourceTree.find(request).snapshot(Path.of("never-used"), () -> false);
    }

    static List<String> paths(SourceSnapshot snapshot) {
        List<String> paths = new ArrayList<>();
        snapshot.forEach(file -> paths.add(file.path()));
        return paths;
    }

    static List<String> paths(SourceRequest request) {
        try (SourceSnapshot snapshot = snapshot(request)) {
            return paths(snapshot);
        }
    }
}
