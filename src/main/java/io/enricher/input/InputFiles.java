package io.enricher.input;

import io.enricher.domain.Amounts;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.TextDigest;
import io.enricher.domain.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * The input of a run: one file, or several that a folder or a pattern names, in the order of their paths. Which files
 * these are is settled when they are opened. Immutable; each reader it gives is for one thread.
 */
public final class InputFiles {

    /** Enough to tell two lists apart, few enough to read. */
    private static final int SHOWN_DIGITS = 16;

    private final String given;
    private final Optional<FileList> list;
    private final Optional<Tree> tree;
    private final List<InputFile> files;

    /** What the chunks of a source tree stand for; see {@link #ofChunks}. */
    private record Tree(String location, String identity) {}

    private InputFiles(String given, Optional<FileList> list, Optional<Tree> tree, List<InputFile> files) {
        this.given = given;
        this.list = list;
        this.tree = tree;
        this.files = List.copyOf(files);
    }

    /**
     * Opens what the user named; see {@link InputFile#open} and {@link FileList#find}.
     *
     * @param given a file, a folder or a pattern such as {@code input/*.csv}, as the user wrote it
     * @throws InvalidInputException if there is nothing to read or a file cannot be used
     */
    public static InputFiles open(String given, ReaderSettings settings) {
        try {
            Optional<FileList> list = FileList.find(given);
            List<InputFile> files = new ArrayList<>();
            for (Path file : list.map(FileList::files).orElseGet(() -> List.of(Path.of(given)))) {
                files.add(InputFile.open(file, settings));
            }
            return new InputFiles(given, list, Optional.empty(), files);
        } catch (InvalidPathException e) {
            throw new UsageException("input=" + given + " is not a path: " + e.getReason());
        }
    }

    /**
     * The chunks that a source tree was cut into.
     *
     * @param given    the tree as the user wrote it
     * @param location what stands for it in messages and tables
     * @param identity another text means another tree
     * @param chunks   JSON lines of our own
     */
    public static InputFiles ofChunks(String given, String location, String identity, Path chunks) {
        return new InputFiles(
                given,
                Optional.empty(),
                Optional.of(new Tree(location, identity)),
                List.of(InputFile.ofChunks(given, chunks)));
    }

    /** As the user wrote it, for messages. */
    public String given() {
        return given;
    }

    /** In the order in which they are read; at least one. */
    public List<InputFile> files() {
        return files;
    }

    /** Whether a folder or a pattern was named, even if it holds one file only. */
    public boolean isList() {
        return list.isPresent();
    }

    /** What stands for the input in messages and tables: an absolute path, of the pattern if there is one. */
    public String location() {
        if (tree.isPresent()) {
            return tree.get().location();
        }
        return list.map(FileList::location).orElseGet(() -> files.get(0).path().toString());
    }

    /** What stands for a folder or a pattern in the names of files; empty for a file. */
    public Optional<String> listName() {
        return list.map(FileList::name);
    }

    /** What a folder or a pattern was found to hold, for a person; empty for a file. */
    public Optional<String> findings() {
        return list.map(found -> given + " (" + found.findings() + ")");
    }

    /**
     * Another text on another day means that the input was changed in between: a file's size and time, or a digest of
     * the names, sizes and times of all.
     */
    public String identity() {
        if (tree.isPresent()) {
            return tree.get().identity();
        }
        if (list.isEmpty()) {
            return files.get(0).identity();
        }
        TextDigest digest = TextDigest.create();
        files.forEach(file -> digest.add(file.path().toString()).add(file.identity()));
        return Amounts.count(files.size(), "file", "files") + ", "
                + digest.hex().substring(0, SHOWN_DIGITS);
    }

    /** The first file that is another by now than the one that was opened, as far as size and time tell. */
    public Optional<InputFile> changed() {
        return files.stream().filter(InputFile::hasChanged).findFirst();
    }

    /**
     * A reader that goes on after the last record of an interrupted execution. Its position stands in the execution
     * context under {@code records.read}; records rejected behind that position are told again.
     */
    public ItemStreamReader<SourceRecord> resumableReader(RejectListener rejects) {
        return ahead(StartingPoint.SAVED, rejects);
    }

    /** Every record that can be parsed, one after the other; for one thread, and to be closed. */
    public Stream<SourceRecord> records() {
        return records(RejectListener.NONE);
    }

    /** The same; those that cannot be parsed are told. */
    public Stream<SourceRecord> records(RejectListener rejects) {
        ItemStreamReader<SourceRecord> reader = readerFromBeginning(rejects);
        reader.open(new ExecutionContext());
        return Stream.generate(() -> Optional.ofNullable(next(reader)))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .onClose(reader::close);
    }

    private static @Nullable SourceRecord next(ItemStreamReader<SourceRecord> reader) {
        try {
            return reader.read();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the input could not be read: " + e.getMessage(), e);
        }
    }

    /** A reader that begins at the first record at each start and keeps no position. */
    public ItemStreamReader<SourceRecord> readerFromBeginning(RejectListener rejects) {
        return ahead(StartingPoint.BEGINNING, rejects);
    }

    private ItemStreamReader<SourceRecord> ahead(StartingPoint start, RejectListener rejects) {
        List<RecordSource> sources = files.stream().map(InputFile::records).toList();
        return new ReadAheadReader(told -> new RecordSequence(sources, start, told), start, rejects);
    }
}
