package io.enricher.source;

import io.enricher.domain.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a folder as they are now. */
record FolderTree(Path folder, Optional<GitFolder> git, FileFilter filter) implements SourceTree {

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
        Listing listing = new Listing(location(), filter, stop);
        try {
            new FolderWalk(folder, git, listing).walk();
        } catch (IOException e) {
            throw Trouble.unreadable(location(), e);
        }
        return SourceSnapshot.ofFolder(name(), location(), listing, filter);
    }
}
