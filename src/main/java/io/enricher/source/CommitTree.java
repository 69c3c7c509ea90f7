package io.enricher.source;

import io.enricher.domain.StopSignal;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;

/** A local repository, or a folder of it, at a commit. */
record CommitTree(Path folder, GitFolder git, ObjectId commit, FileFilter filter) implements SourceTree {

    @Override
    public String name() {
        return TreeName.ofFolder(folder);
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public SourceSnapshot snapshot(Path stateDirectory, StopSignal stop) {
        String inCommit = git.root().relativize(folder).toString().replace('\\', '/');
        return new PinnedCommit(git.open(), commit, inCommit).snapshot(name(), location(), filter, stop);
    }
}
