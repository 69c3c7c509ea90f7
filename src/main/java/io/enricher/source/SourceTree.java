package io.enricher.source;

import io.enricher.domain.EnricherException;
import io.enricher.domain.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user named as sources: it is there, as far as that can be told without the network. Immutable. */
public sealed interface SourceTree permits FolderTree, CommitTree, RemoteTree {

    /**
     * Looks at what is given, without writing anything.
     *
     * @throws EnricherException if it is missing (66), damaged (65), or asked for in a way that cannot work (2)
     */
    static SourceTree find(SourceRequest request) {
        FileFilter filter = new FileFilter(request);
        return isRemote(request.given())
                ? new RemoteTree(RepositoryUrl.parse(request.given()), request.revision(), filter)
                : LocalTrees.find(request, filter);
    }

    /** Whether it is to be read as a URL, be it one that works or not. */
    static boolean isRemote(String given) {
        return UrlForm.fits(given);
    }

    static boolean looksLikeRepository(Path folder) {
        return Files.exists(folder.resolve(".git")) || GitFolder.bare(folder).isPresent();
    }

    /** What stands for it in the names of files. */
    String name();

    /** The absolute path, or the URL without credentials. */
    String location();

    /**
     * Pins what is read from now on; of a URL it is fetched.
     *
     * @param stateDirectory where clones are kept
     * @throws EnricherException if it cannot be read, or holds no source file
     * @throws java.util.concurrent.CancellationException if the run was asked to stop
     */
    SourceSnapshot snapshot(Path stateDirectory, StopSignal stop);
}
