package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.TextDigest;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a source tree at one moment; texts are read one at a time, when it is their turn. For one thread; to be
 * closed, as it may hold a repository open.
 */
public final class SourceSnapshot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceSnapshot.class);

    private final String identity;
    private final String description;
    private final List<FoundFile> files;
    private final FileFilter filter;
    private final SkippedFiles skippedByName;
    private final Runnable release;
    private SkippedFiles skippedByContent = new SkipCounter().soFar();

    private SourceSnapshot(String identity, String label, Listing listing, FileFilter filter, Runnable release) {
        this.identity = identity + " " + filter.text();
        this.files = listing.files();
        this.description = label;
        this.filter = filter;
        this.skippedByName = listing.skipped();
        this.release = release;
    }

    /** @throws InvalidInputException if there is nothing to read in it (66) */
    static SourceSnapshot ofFolder(String name, String location, Listing listing, FileFilter filter) {
        requireFiles(location, listing);
        TextDigest digest = TextDigest.create();
        listing.files()
                .forEach(file ->
                        digest.add(file.path()).add(Long.toString(file.size())).add(file.stamp()));
        return new SourceSnapshot("files " + digest.hex(), name, listing, filter, () -> {});
    }

    /**
     * @param commit  all its digits
     * @param release closes the repository; not called if this fails
     * @throws InvalidInputException if there is nothing to read in it (66)
     */
    static SourceSnapshot ofCommit(
            String commit, String name, String location, Listing listing, FileFilter filter, Runnable release) {
        requireFiles(location, listing);
        String label = name + " at " + commit.substring(0, 7);
        return new SourceSnapshot("commit " + commit, label, listing, filter, release);
    }

    private static void requireFiles(String location, Listing listing) {
        if (listing.files().isEmpty()) {
            String skipped = listing.skipped().text();
            throw InvalidInputException.missing(location + " holds no source file"
                    + (skipped.isEmpty() ? "" : "; not read: " + skipped)
                    + ". include= names files of other kinds, as in include=*.md");
        }
    }

    /** The same as long as {@link #forEach} would give the same files; globs count. */
    public String identity() {
        return identity;
    }

    /** For a person, such as {@code flask at 2ac8988}. */
    public String description() {
        return description;
    }

    /** Gives each file in the order of the paths; counts those that turn out not to be source. */
    public void forEach(Consumer<SourceFile> consumer) {
        SkipCounter skipped = new SkipCounter();
        for (FoundFile file : files) {
            try {
                consumer.accept(FileText.read(file.path(), file.content().read(), filter));
            } catch (SkippedFileException e) {
                skipped.count(e.reason());
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", file.path(), Trouble.words(e));
                skipped.count(SkipReason.UNREADABLE);
            }
        }
        skippedByContent = skipped.soFar();
    }

    /** What was left out by name, and by content when the files were last given. */
    public SkippedFiles skipped() {
        return skippedByName.plus(skippedByContent);
    }

    @Override
    public void close() {
        release.run();
    }
}
