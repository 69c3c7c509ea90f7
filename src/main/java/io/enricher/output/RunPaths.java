package io.enricher.output;

import io.enricher.domain.UsageException;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the files of a run go; all absolute.
 *
 * @param output  what the run is said to write: the enriched file, or the folder of several
 * @param summary the numbers of the run as JSON
 * @param report  the run as a page
 * @param key     what tells the run from others in the table of runs
 * @param locks   to be held while it writes, in the order in which they are to be taken
 * @param files   the outputs of each input file, in the inputs' order
 * @param stream  where each row is shown as it is answered; empty for nowhere
 */
public record RunPaths(
        Path output,
        Path summary,
        Path report,
        Path key,
        List<LockFile> locks,
        List<OutputPaths> files,
        Optional<Path> stream) {

    public RunPaths {
        locks = List.copyOf(locks);
        files = List.copyOf(files);
    }

    /** Of a run that reads one file. */
    public static RunPaths ofOne(OutputPaths file) {
        return new RunPaths(
                file.enriched(),
                file.summary(),
                file.report(),
                file.enriched(),
                List.of(LockFile.of(file)),
                List.of(file),
                Optional.empty());
    }

    /**
     * Of a run that reads several files; each has outputs of its own, in one folder.
     *
     * @param name        of the files that are about the whole run
     * @param inputs      the files that are read
     * @param formats     of the outputs, in the same order
     * @param output      the job parameter: a folder
     * @param otherRecipe name of the recipe if it is not the inputs' default one
     * @throws UsageException if the output cannot be where it is asked for, or two inputs would write one file
     */
    public static RunPaths ofSeveral(
            String name,
            List<Path> inputs,
            List<OutputFormat> formats,
            Optional<String> output,
            Optional<String> otherRecipe,
            Selection selection,
            LocalDate today) {
        Optional<String> folder = output.map(RunPaths::folder);
        OutputPaths whole = OutputPaths.ofWhole(name, folder, otherRecipe, selection, today);
        List<OutputPaths> files = new ArrayList<>();
        Map<Path, Path> bySummary = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            OutputPaths paths = OutputPaths.of(inputs.get(i), folder, otherRecipe, formats.get(i), selection, today);
            Path other = bySummary.put(paths.summary(), inputs.get(i));
            if (other != null) {
                throw new UsageException(other + " and " + inputs.get(i)
                        + " would have outputs of one name. Enrich them one by one, each with its own output=FOLDER/");
            }
            files.add(paths);
        }
        refuseInputs(whole, files, inputs);
        Path place = PartFile.folderOf(whole.summary());
        LockFile ofAll = LockFile.of(whole.lock(), place, OutputPaths.OUTPUT);
        List<LockFile> locks =
                inOrder(Stream.concat(Stream.of(ofAll), files.stream().map(LockFile::of)));
        return new RunPaths(place, whole.summary(), whole.report(), whole.summary(), locks, files, Optional.empty());
    }

    /**
     * The same run, which shows its rows in a file as they are answered. The file has a lock like the outputs, for two
     * runs would write over each other's rows.
     *
     * @param asked  the job parameter {@code stream}; empty for no file
     * @param inputs the files that are read
     * @throws UsageException if the file cannot be there
     */
    public RunPaths streamingTo(Optional<String> asked, List<Path> inputs, LocalDate today) {
        if (asked.isEmpty()) {
            return this;
        }
        Path file = StreamPath.of(asked.get(), inputs, this, today);
        LockFile lock =
                LockFile.of(file.resolveSibling("." + file.getFileName() + ".lock"), file, StreamPath.PARAMETER);
        List<LockFile> all = inOrder(Stream.concat(locks.stream(), Stream.of(lock)));
        return new RunPaths(output, summary, report, key, all, files, Optional.of(file));
    }

    /** Each file once, in an order that all runs take them in, so that none waits for another in a ring. */
    private static List<LockFile> inOrder(Stream<LockFile> locks) {
        SortedMap<Path, LockFile> byFile = new TreeMap<>();
        locks.forEach(lock -> byFile.putIfAbsent(lock.file(), lock));
        return List.copyOf(byFile.values());
    }

    /**
     * The paths of a run that is over, by its {@link #key}.
     *
     * @return the files that are about the whole run alone if it read several
     */
    public static RunPaths ofWritten(Path key) {
        String name = key.getFileName().toString();
        if (!name.endsWith(OutputPaths.SUMMARY)) {
            return ofOne(OutputPaths.ofWritten(key));
        }
        String stem = name.substring(0, name.length() - OutputPaths.SUMMARY.length());
        OutputPaths whole = OutputPaths.ofWritten(key.resolveSibling(stem + ".enriched.json"));
        return new RunPaths(
                PartFile.folderOf(key),
                whole.summary(),
                whole.report(),
                key,
                List.of(LockFile.of(whole)),
                List.of(),
                Optional.empty());
    }

    private static void refuseInputs(OutputPaths whole, List<OutputPaths> files, List<Path> inputs) {
        Set<Path> read = inputs.stream().map(RealPath::of).collect(Collectors.toSet());
        Stream<Path> written = Stream.concat(
                Stream.of(whole.summary(), whole.report()),
                files.stream().flatMap(paths -> Stream.of(paths.enriched(), paths.partial(), paths.rejected())));
        written.filter(path -> read.contains(RealPath.of(path))).findFirst().ifPresent(path -> {
            throw new UsageException(
                    "the run would write over " + path + ", which it reads; choose another folder with output=");
        });
    }

    private static String folder(String asked) {
        if (asked.endsWith("/") || asked.endsWith("\\")) {
            return asked;
        }
        if (OutputFormat.named(FileStem.extension(asked)).isPresent() || new File(asked).isFile()) {
            throw new UsageException("output=" + asked
                    + " names a file, but the input is several; name a folder for their outputs, such as output=out/");
        }
        return asked + "/";
    }
}
