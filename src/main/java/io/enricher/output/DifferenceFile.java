package io.enricher.output;

import io.enricher.domain.OutputException;
import io.enricher.domain.RowDifference;
import io.enricher.domain.UsageException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What differs between two outputs as CSV, a line for each field of a row. It appears whole or not at all: closing it
 * before {@link #publish()} leaves nothing. For one thread.
 */
public final class DifferenceFile implements Closeable {

    private static final String ENDING = ".compare.csv";
    private static final List<String> HEADER = List.of("row", "field", "a", "b");

    private final PartFile part;
    private final CsvLines lines;

    private DifferenceFile(PartFile part) {
        this.part = part;
        this.lines = CsvLines.create(part.writer(), CsvFormat.PLAIN);
        lines.write(HEADER);
    }

    /**
     * Where it goes.
     *
     * @param asked the job parameter: a file, or a folder if it ends in a slash or is one; none: the folder
     *              {@code output}, in which it is named by {@code b}
     * @param a     one of the outputs that are compared
     * @param b     the other
     * @param today the local date, for {@code {date}}
     * @throws UsageException if it cannot be there
     */
    public static Path pathFor(Optional<String> asked, Path a, Path b, LocalDate today) {
        String given = OutputPaths.withDate(OutputPaths.OUTPUT, asked.orElse(OutputPaths.DEFAULT_FOLDER), today);
        Path target = OutputPaths.pathOf(OutputPaths.OUTPUT, given);
        if (given.endsWith("/") || given.endsWith(File.separator) || Files.isDirectory(target)) {
            target = target.resolve(nameFor(b));
        }
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new UsageException("output=" + given + " would hold CSV; end its name with .csv");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new UsageException("the output " + target + " exists and is not a file; choose another with output=");
        }
        refuseSame(target, a);
        refuseSame(target, b);
        return target;
    }

    /** Where the page about the same differences goes. */
    public static Path pageFor(Path csv) {
        String name = String.valueOf(csv.getFileName());
        return csv.resolveSibling(name.substring(0, name.length() - ".csv".length()) + ".html");
    }

    private static String nameFor(Path output) {
        String name = String.valueOf(output.toAbsolutePath().getFileName());
        String unpacked = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return FileStem.ofOutput(unpacked) + ENDING;
    }

    private static void refuseSame(Path target, Path compared) {
        try {
            if (Files.exists(target) && Files.exists(compared) && Files.isSameFile(target, compared)) {
                throw new UsageException("the comparison would be written over " + compared
                        + ", which it reads; choose another place with output=");
            }
        } catch (IOException e) {
            throw new UsageException("cannot tell whether " + target + " is " + compared + ": " + Refusal.of(e));
        }
    }

    /** @throws OutputException if it cannot be made */
    public static DifferenceFile create(Path target) {
        return new DifferenceFile(PartFile.create(target));
    }

    /** @throws OutputException if it cannot be written */
    public void write(RowDifference difference) {
        for (RowDifference.Field field : difference.fields()) {
            lines.write(List.of(Long.toString(difference.row()), field.name(), field.a(), field.b()));
        }
    }

    /**
     * Puts the file in its place, on the disk.
     *
     * @throws OutputException if that fails; nothing is left then
     */
    public void publish() {
        part.seal().publishOrDiscard();
    }

    @Override
    public void close() {
        part.close();
    }
}
