package io.enricher.source;

import io.enricher.domain.Amounts;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.StopSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** What is found while a tree is walked: files to read, and counts of the others. For one thread. */
final class Listing {

    /** A few kilobytes of git objects can describe more files than a disk could hold. */
    static final int MOST_SEEN = 1_000_000;

    private final String location;
    private final FileFilter filter;
    private final StopSignal stop;
    private final List<FoundFile> files = new ArrayList<>();
    private final SkipCounter skipped = new SkipCounter();
    private long seen;

    /** @param location how messages name the tree */
    Listing(String location, FileFilter filter, StopSignal stop) {
        this.location = location;
        this.filter = filter;
        this.stop = stop;
    }

    /**
     * Counts one file or folder.
     *
     * @throws InvalidInputException if there is no end of them (65)
     * @throws CancellationException if the run was asked to stop
     */
    void see() {
        if (stop.isStopRequested()) {
            throw new CancellationException("stopped while the files of " + location + " were listed");
        }
        if (++seen > MOST_SEEN) {
            throw InvalidInputException.malformed(location + " holds more than " + Amounts.count(MOST_SEEN)
                    + " files. Name a folder inside it, or ignore in .gitignore what is not source");
        }
    }

    void skip(SkipReason reason) {
        skipped.count(reason);
    }

    /** Whether a file is to be read, by its name; counted if not. */
    boolean wants(String path) {
        Optional<SkipReason> against = filter.reasonAgainst(path);
        against.ifPresent(skipped::count);
        return against.isEmpty();
    }

    void add(FoundFile file) {
        if (file.size() > FoundFile.MOST_BYTES) {
            skipped.count(SkipReason.TOO_LARGE);
        } else {
            files.add(file);
        }
    }

    /** In the order of their paths. */
    List<FoundFile> files() {
        files.sort(Comparator.comparing(FoundFile::path));
        return files;
    }

    SkippedFiles skipped() {
        return skipped.soFar();
    }
}
