package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Finds the files of a commit straight in the object database: there is no checkout, so hooks and filters never run and
 * no name in it can lead anywhere.
 */
final class CommitWalk {

    private static final Set<String> BAD_NAMES = Set.of("", ".", "..", ".git");

    /** A path grows with the depth, so the cost of a tree nested without end is its square. */
    private static final int MOST_SEGMENTS = 1_000;

    /** Linux opens no longer path (PATH_MAX, limits.h). */
    private static final int MOST_PATH_BYTES = 4_096;

    private final Repository repository;
    private final ObjectReader objects;
    private final String folder;
    private final Listing listing;

    /** @param folder in the commit, without {@code /} at its ends; empty for all of it */
    CommitWalk(Repository repository, ObjectReader objects, String folder, Listing listing) {
        this.repository = repository;
        this.objects = objects;
        this.folder = folder;
        this.listing = listing;
    }

    /**
     * @throws InvalidInputException if the folder is not in the commit (66)
     * @throws IOException if the commit or its tree cannot be read
     */
    void walk(ObjectId commit) throws IOException {
        try (RevWalk commits = new RevWalk(objects);
                TreeWalk tree = new TreeWalk(objects)) {
            tree.addTree(treeOf(commit, commits.parseCommit(commit).getTree()));
            while (tree.next()) {
                listing.see();
                visit(tree);
            }
        }
    }

    private ObjectId treeOf(ObjectId commit, ObjectId root) throws IOException {
        if (folder.isEmpty()) {
            return root;
        }
        try (TreeWalk found = TreeWalk.forPath(objects, folder, root)) {
            if (found == null || found.getFileMode(0) != FileMode.TREE) {
                throw InvalidInputException.missing("there is no folder " + folder + " in commit "
                        + commit.abbreviate(7).name() + " of " + repository.getDirectory());
            }
            return found.getObjectId(0);
        }
    }

    private void visit(TreeWalk tree) {
        FileMode mode = tree.getFileMode(0);
        if (isTooDeep(tree) || BAD_NAMES.contains(tree.getNameString())) {
            listing.skip(SkipReason.BAD_NAME);
        } else if (mode == FileMode.TREE) {
            enter(tree);
        } else if (mode == FileMode.SYMLINK) {
            listing.skip(SkipReason.SYMLINK);
        } else if (mode == FileMode.GITLINK) {
            listing.skip(SkipReason.SUBMODULE);
        } else if (mode != FileMode.REGULAR_FILE && mode != FileMode.EXECUTABLE_FILE) {
            listing.skip(SkipReason.SPECIAL);
        } else {
            addIfWanted(PathText.of(tree.getRawPath()), tree.getObjectId(0));
        }
    }

    private static boolean isTooDeep(TreeWalk tree) {
        return tree.getDepth() >= MOST_SEGMENTS || tree.getPathLength() > MOST_PATH_BYTES;
    }

    private void enter(TreeWalk tree) {
        try {
            tree.enterSubtree();
        } catch (IOException e) {
            listing.skip(SkipReason.MISSING_OBJECT);
        }
    }

    private void addIfWanted(String path, ObjectId blob) {
        if (listing.wants(path)) {
            add(path, blob);
        }
    }

    /** One damaged object costs one file, not the run. */
    private void add(String path, ObjectId blob) {
        try {
            long size = objects.getObjectSize(blob, Constants.OBJ_BLOB);
            listing.add(new FoundFile(path, size, blob.name(), () -> read(blob)));
        } catch (IOException | LargeObjectException e) {
            listing.skip(SkipReason.MISSING_OBJECT);
        }
    }

    private byte[] read(ObjectId blob) throws SkippedFileException {
        try {
            ObjectLoader content = objects.open(blob, Constants.OBJ_BLOB);
            return content.getCachedBytes(FoundFile.MOST_BYTES);
        } catch (IOException | RuntimeException e) {
            throw new SkippedFileException(SkipReason.MISSING_OBJECT);
        }
    }
}
