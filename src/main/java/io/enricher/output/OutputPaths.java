package io.enricher.output;

import io.enricher.domain.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of a run go; all absolute.
 *
 * @param enriched the rows with their answers; a folder if they become pages
 * @param summary  the numbers of the run as JSON
 * @param rejected the records that could not be parsed
 * @param report   the run as a page
 */
public record OutputPaths(Path enriched, Path summary, Path rejected, Path report) {

    static final String SUMMARY = ".summary.json";
    static final String OUTPUT = "output";
    static final String DEFAULT_FOLDER = "output/";
    private static final Set<String> NOT_WRITTEN = Set.of("gz", "bz2", "xz", "zst", "zip", "xls", "xlsx", "parquet");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z]*}");
    private static final Pattern RECIPE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /**
     * @param input       the file or folder that is read
     * @param output      the job parameter: a file; or a folder, if it ends in a slash or is one; of pages always a
     *                    folder, which is theirs alone if its name ends in {@code .docs}; {@code {date}} in it becomes
     *                    the date
     * @param otherRecipe name of the recipe if it is not the input's default one
     * @param today       the local date
     * @throws UsageException if the output cannot be where it is asked for
     */
    public static OutputPaths of(
            Path input,
            Optional<String> output,
            Optional<String> otherRecipe,
            OutputFormat format,
            Selection selection,
            LocalDate today) {
        OutputPaths paths = ofTree(FileStem.ofInput(input), output, otherRecipe, format, selection, today);
        paths.refuseInput(input);
        return paths;
    }

    /**
     * Of a run over a source tree.
     *
     * @param name what stands for the tree in the names of files
     * @see #of
     */
    public static OutputPaths ofTree(
            String name,
            Optional<String> output,
            Optional<String> otherRecipe,
            OutputFormat format,
            Selection selection,
            LocalDate today) {
        String asked = withDate(OUTPUT, output.orElse(DEFAULT_FOLDER), today);
        Path place = pathOf(OUTPUT, asked);
        OutputPaths paths = namesFolder(asked, place, format)
                ? inFolder(place, name + recipeSuffix(otherRecipe), format, selection)
                : besideFile(place, format, selection);
        paths.refuseWhatCannotBeReplaced(format);
        return paths;
    }

    /**
     * The folder that a run of rows would write to.
     *
     * @param output the job parameter, which names a file or a folder
     * @throws UsageException if it is no path
     */
    public static Path folderOf(Optional<String> output, LocalDate today) {
        String asked = withDate(OUTPUT, output.orElse(DEFAULT_FOLDER), today);
        Path place = pathOf(OUTPUT, asked);
        return namesFolder(asked, place, OutputFormat.CSV) ? place : PartFile.folderOf(place);
    }

    /**
     * Of a run over several files as a whole, of which summary, report and lock are used.
     *
     * @param name   what stands for its input
     * @param folder the job parameter, which names a folder
     */
    static OutputPaths ofWhole(
            String name, Optional<String> folder, Optional<String> otherRecipe, Selection selection, LocalDate today) {
        Path place = pathOf(OUTPUT, withDate(OUTPUT, folder.orElse(DEFAULT_FOLDER), today));
        OutputPaths paths = inFolder(place, name + recipeSuffix(otherRecipe), OutputFormat.JSON, selection);
        paths.refuseWhatCannotBeReplaced(OutputFormat.JSON);
        return paths;
    }

    private static OutputPaths inFolder(Path folder, String name, OutputFormat format, Selection selection) {
        String stem = name + selection.suffix();
        String ending = (format == OutputFormat.MARKDOWN ? "." : ".enriched.") + format.extension();
        return beside(folder.resolve(stem + ending), stem);
    }

    private static OutputPaths besideFile(Path file, OutputFormat format, Selection selection) {
        Path name = file.getFileName();
        if (name == null) {
            throw new UsageException("output=" + file + " is not a file; name a file, or a folder with / at its end");
        }
        refuseOtherFormat(name.toString(), format);
        String stem = FileStem.ofOutput(name.toString());
        if (stem.endsWith(selection.suffix())) {
            return beside(file, stem);
        }
        String ending = name.toString().substring(stem.length());
        return beside(file.resolveSibling(stem + selection.suffix() + ending), stem + selection.suffix());
    }

    /** Of a run that is over, by the enriched file that it wrote. */
    static OutputPaths ofWritten(Path enriched) {
        return beside(enriched, FileStem.ofOutput(enriched.getFileName().toString()));
    }

    private static OutputPaths beside(Path enriched, String stem) {
        return new OutputPaths(
                enriched,
                enriched.resolveSibling(stem + SUMMARY),
                enriched.resolveSibling(stem + ".rejected.csv"),
                enriched.resolveSibling(stem + ".report.html"));
    }

    /** @param parameter the job parameter that it was asked for with */
    static String withDate(String parameter, String asked, LocalDate today) {
        String dated = asked.replace("{date}", today.toString());
        Matcher unknown = PLACEHOLDER.matcher(dated);
        if (unknown.find()) {
            throw new UsageException(parameter + "=" + asked + ": " + unknown.group() + " is not known; use {date}");
        }
        return dated;
    }

    /** @param parameter the job parameter that it was asked for with */
    static Path pathOf(String parameter, String asked) {
        if (asked.isBlank()) {
            throw new UsageException(parameter + "= is empty; name a file, or a folder with / at its end");
        }
        try {
            return Path.of(asked).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException(parameter + "= is not a path: " + e.getReason());
        }
    }

    private static boolean namesFolder(String asked, Path place, OutputFormat format) {
        if (format == OutputFormat.MARKDOWN) {
            // The output is a folder itself: that it is there, or ends in a slash, tells nothing.
            return !OutputFormat.isNamedBy(place);
        }
        return asked.endsWith("/") || asked.endsWith(place.getFileSystem().getSeparator()) || Files.isDirectory(place);
    }

    private static String recipeSuffix(Optional<String> otherRecipe) {
        otherRecipe.filter(name -> !RECIPE_NAME.matcher(name).matches()).ifPresent(name -> {
            throw new UsageException("the recipe's name becomes part of a file name and cannot be \"" + name
                    + "\"; use letters, digits, dots, - and _");
        });
        return otherRecipe.map(name -> "." + name).orElse("");
    }

    private static void refuseOtherFormat(String fileName, OutputFormat format) {
        String extension = FileStem.extension(fileName);
        if (NOT_WRITTEN.contains(extension.toLowerCase(Locale.ROOT))) {
            throw new UsageException("output=…/" + fileName + ": no ." + extension
                    + " file can be written; end the name" + " with ." + format.extension());
        }
        OutputFormat.named(extension).filter(named -> named != format).ifPresent(named -> {
            throw new UsageException("output=…/" + fileName + " would hold " + format.id() + "; add format="
                    + named.id() + ", or end the name with ." + format.extension());
        });
    }

    /**
     * Locked by the run that writes these files. Runs that differ in the format alone, such as {@code rows.csv} and
     * {@code rows.jsonl}, have all but the first in common, and so this one.
     */
    public Path lock() {
        String name = summary.getFileName().toString();
        return summary.resolveSibling("." + name.substring(0, name.length() - SUMMARY.length()) + ".lock");
    }

    /** Where the rows done so far go when a run cannot go on to its end; never the place of the whole output. */
    public Path partial() {
        String stem = FileStem.ofOutput(enriched.getFileName().toString());
        String ending = enriched.getFileName().toString().substring(stem.length());
        return enriched.resolveSibling(stem + ".partial" + ending);
    }

    private List<Path> all() {
        return List.of(enriched, summary, rejected, report);
    }

    private void refuseWhatCannotBeReplaced(OutputFormat format) {
        all().forEach(path -> {
            if (format == OutputFormat.MARKDOWN && path.equals(enriched)) {
                PageFolder.refuseForeign(path);
            } else {
                refuseWhatIsNoFile(path);
            }
        });
    }

    /** A folder cannot be replaced, and a device must not be. */
    private static void refuseWhatIsNoFile(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UsageException("the output " + path + " exists and is not a file; choose another with output=");
        }
    }

    private void refuseInput(Path input) {
        for (Path path : Stream.concat(all().stream(), Stream.of(partial())).toList()) {
            if (isSame(path, input) || input.toAbsolutePath().normalize().startsWith(path)) {
                throw new UsageException(
                        "the run would write over its own input " + path + "; choose another place with output=");
            }
        }
    }

    private static boolean isSame(Path path, Path input) {
        if (path.equals(input.toAbsolutePath().normalize())) {
            return true;
        }
        try {
            return Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input);
        } catch (IOException e) {
            throw new UsageException("cannot tell whether " + path + " is the input: " + Refusal.of(e));
        }
    }
}
