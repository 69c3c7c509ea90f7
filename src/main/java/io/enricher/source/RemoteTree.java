package io.enricher.source;

import io.enricher.domain.StopSignal;
import java.nio.file.Path;
import java.util.Optional;

/** A repository elsewhere; nothing is known of it before it is fetched. */
record RemoteTree(RepositoryUrl url, Optional<String> revision, FileFilter filter) implements SourceTree {

    @Override
    public String name() {
        return url.name();
    }

    @Override
    public String location() {
        return url.shown();
    }

    @Override
    public SourceSnapshot snapshot(Path stateDirectory, StopSignal stop) {
        return new ShallowClone(url, stateDirectory.resolve("clones"), stop)
                .fetch(revision)
                .snapshot(name(), location(), filter, stop);
    }
}
