package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * An input file that was found, whose head was read, and whose records can be read any number of times. Safe for many
 * threads.
 */
public final class InputFile {

    private static final String PACKED = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_NAMES_TO_COMPARE = 10_000;

    private final Path path;
    private final BasicFileAttributes attributes;
    private final RecordSource records;
    private Optional<List<String>> allColumns = Optional.empty();

    private InputFile(Path path, BasicFileAttributes attributes, RecordSource records) {
        this.path = path;
        this.attributes = attributes;
        this.records = records;
    }

    /**
     * Checks everything that can be known without reading the records.
     *
     * @param given the path as the user wrote it; messages name it so
     * @throws InvalidInputException if there is no such file or it cannot be read (66), or it is empty, of an unknown
     *     kind, or has no usable header (65)
     */
    public static InputFile open(Path given, ReaderSettings settings) {
        Path path = given.toAbsolutePath().normalize();
        requireReadableFile(given, path);
        String extension = extensionOf(path);
        InputFormat format = InputFormat.of(extension).orElseThrow(() -> unknownKind(given));
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.size() == 0) {
                throw InvalidInputException.malformed(
                        given + " is empty (0 bytes). Its first line must name the columns");
            }
            RecordSource records = format.inspect(bytesOf(path), given.toString(), extension, settings);
            return new InputFile(path, attributes, records);
        } catch (IOException e) {
            throw Unreadable.because(given.toString(), e);
        }
    }

    /**
     * Opens the chunks of a source tree.
     *
     * @param given the tree as the user wrote it; messages name it so
     * @param chunks JSON lines of our own
     */
    static InputFile ofChunks(String given, Path chunks) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(chunks, BasicFileAttributes.class);
            RecordSource records = JsonTable.inspect(
                    () -> Files.newInputStream(chunks), given, JsonTable.Shape.LINES, ReaderSettings.DETECT);
            return new InputFile(chunks, attributes, records);
        } catch (IOException e) {
            throw Unreadable.because(given, e);
        }
    }

    private static ByteSource bytesOf(Path path) {
        return isPacked(path)
                ? () -> new GZIPInputStream(Files.newInputStream(path), BUFFER_BYTES)
                : () -> Files.newInputStream(path);
    }

    private static boolean isPacked(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    private static void requireReadableFile(Path given, Path path) {
        if (!Files.exists(path)) {
            throw InvalidInputException.missing("input file not found: " + given
                    + nearMiss(given, path)
                            .map(name -> ". Did you mean " + name + "?")
                            .orElse(" (looked for " + path + ")"));
        }
        if (Files.isDirectory(path)) {
            throw InvalidInputException.missing("input " + given + " is a folder where a file is wanted");
        }
        if (!Files.isRegularFile(path)) {
            throw InvalidInputException.missing(
                    "input " + given + " is not a regular file; it is read more than once. Save it to a file first");
        }
        if (!Files.isReadable(path)) {
            throw InvalidInputException.missing(
                    "input " + given + " may not be read by this user. Check its permissions");
        }
    }

    private static Optional<Path> nearMiss(Path given, Path path) {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.limit(MOST_NAMES_TO_COMPARE)
                    .filter(Files::isRegularFile)
                    .map(sibling -> sibling.getFileName().toString())
                    .toList();
            return nearest(path.getFileName().toString(), names).map(given::resolveSibling);
        } catch (IOException e) {
            // A suggestion only: without it the message still says what is missing.
            return Optional.empty();
        }
    }

    /** The extension forgotten, or a letter in four mistyped: most names of a folder share their endings. */
    private static Optional<String> nearest(String typed, List<String> names) {
        String beginning = typed.toLowerCase(Locale.ROOT) + ".";
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
                .min(Comparator.naturalOrder())
                .or(() -> NearestName.of(typed, names, 4));
    }

    private static InvalidInputException unknownKind(Path given) {
        return InvalidInputException.malformed(
                "input " + given + " is of a kind that cannot be read. " + InputFormat.namesOfAll());
    }

    /** Whether the file's name ends as those of readable files do. */
    static boolean isOfKnownKind(Path file) {
        return InputFormat.of(extensionOf(file)).isPresent();
    }

    private static String extensionOf(Path path) {
        String fileName = path.getFileName().toString().toLowerCase(Locale.ROOT);
        String unpacked = isPacked(path) ? fileName.substring(0, fileName.length() - PACKED.length()) : fileName;
        int dot = unpacked.lastIndexOf('.');
        return dot < 0 ? "" : unpacked.substring(dot + 1);
    }

    /** As the user wrote it, for messages. */
    public String given() {
        return records.source();
    }

    /** Absolute and normalized. */
    public Path path() {
        return path;
    }

    /** The file's extension in lower case, without dot and without that of its packing. */
    public String extension() {
        return extensionOf(path);
    }

    /**
     * Size in bytes and time of the last change, as they were when the file was opened; another text on another day
     * means that the file was changed in between.
     */
    public String identity() {
        return identity(attributes);
    }

    private static String identity(BasicFileAttributes attributes) {
        return attributes.size() + "@" + attributes.lastModifiedTime().toInstant();
    }

    /** Whether the file is another by now than the one that was opened, as far as size and time tell. */
    public boolean hasChanged() {
        try {
            return !identity(Files.readAttributes(path, BasicFileAttributes.class))
                    .equals(identity());
        } catch (IOException e) {
            // Gone, or made unreadable.
            return true;
        }
    }

    /** The column names in the input's order, trimmed; no two are the same but for case. */
    public List<String> columns() {
        return records.columns();
    }

    /** The names of all columns, as CSV needs them; reads a JSON input to its end at the first call. */
    public synchronized List<String> allColumns() {
        allColumns = allColumns.or(() -> Optional.of(records.allColumns()));
        return allColumns.get();
    }

    /** Whether there are no columns but {@link #columns()}; a long JSON input may have others behind its first records. */
    public boolean knowsAllColumns() {
        return records.knowsAllColumns();
    }

    /** Whether values have JSON types, so that a path such as {@code meta.title} can lead into them. */
    public boolean hasTypedValues() {
        return records.hasTypedValues();
    }

    /** How an output that follows this input is written. */
    public CsvDialect dialect() {
        return records.dialect();
    }

    /** Its records, to be read any number of times. */
    RecordSource records() {
        return records;
    }
}
