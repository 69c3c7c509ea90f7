package io.enricher.source;

import io.enricher.domain.StopSignal;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * A commit in an open repository.
 *
 * @param repository closed with the snapshot
 * @param folder     in the commit; empty for all of it
 */
record PinnedCommit(Repository repository, ObjectId commit, String folder) {

    /** Closes the repository if it fails. */
    SourceSnapshot snapshot(String name, String location, FileFilter filter, StopSignal stop) {
        ObjectReader objects = repository.newObjectReader();
        Runnable release = () -> {
            objects.close();
            repository.close();
        };
        try {
            Listing listing = new Listing(location, filter, stop);
            new CommitWalk(repository, objects, folder, listing).walk(commit);
            return SourceSnapshot.ofCommit(commit.name(), name, location, listing, filter, release);
        } catch (IOException e) {
            release.run();
            throw Trouble.damaged(location, e);
        } catch (RuntimeException e) {
            release.run();
            throw e;
        }
    }
}
