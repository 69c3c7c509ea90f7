package io.enricher.input;

import io.enricher.domain.Amounts;
import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that a folder or a pattern names: those of a kind that can be read, in the order of their paths. Left out
 * are hidden files, and what this program itself writes into a folder unless the pattern names it.
 *
 * @param location   the folder, or the pattern with its folder, as an absolute path
 * @param name       what stands for the whole list in the names of files
 * @param files      with the folder as the user wrote it
 * @param leftOut    number of files of other kinds, and of own outputs
 */
record FileList(String location, String name, List<Path> files, int leftOut) {

    /** A run holds a lock for each. */
    private static final int MOST_FILES = 1_000;

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final Pattern OTHER_THAN_NAMES = Pattern.compile("[^\\p{L}\\p{N}._-]+");
    private static final Pattern OWN_OUTPUT = Pattern.compile(
            ".*\\.(enriched\\.[a-z]+|live\\.jsonl|compare\\.csv|rejected\\.csv|summary\\.json|report\\.html)(\\.part)?");
    private static final Pattern NAMES_OWN_OUTPUT = Pattern.compile("\\.(enriched|live|rejected|summary)");
    private static final Pattern FOLDER_BEFORE_WILDCARD = Pattern.compile("^((?:[^*?\\[{]*/)?)(.*)$", Pattern.DOTALL);

    FileList {
        files = List.copyOf(files);
    }

    /**
     * @param given what the user wrote: a folder; or a glob, in which {@code **} crosses folders
     * @return empty if it is neither
     * @throws InvalidInputException if there is no file in it that can be read (66), or are too many (65)
     */
    static Optional<FileList> find(String given) {
        boolean hasWildcard = WILDCARD.matcher(given).find();
        if (hasWildcard && !exists(given)) {
            return Optional.of(ofPattern(given));
        }
        return Files.isDirectory(Path.of(given)) ? Optional.of(ofFolder(given)) : Optional.empty();
    }

    private static boolean exists(String given) {
        try {
            return Files.exists(Path.of(given));
        } catch (InvalidPathException e) {
            // Some systems allow no wildcard in a name, so it is none.
            return false;
        }
    }

    private static FileList ofFolder(String given) {
        Path folder = Path.of(given);
        try (Stream<Path> files = Files.list(folder)) {
            Path absolute = folder.toAbsolutePath().normalize();
            return of(
                    given,
                    absolute.toString(),
                    folderName(absolute),
                    files.filter(file -> isVisible(file.getFileName())),
                    OWN_OUTPUT.asMatchPredicate());
        } catch (IOException e) {
            throw Unreadable.because(given, e);
        }
    }

    private static FileList ofPattern(String given) {
        Matcher parts = FOLDER_BEFORE_WILDCARD.matcher(given.replace('\\', '/'));
        if (!parts.matches()) {
            throw new IllegalStateException("every text matches");
        }
        Path folder = Path.of(parts.group(1));
        Path absolute = folder.toAbsolutePath().normalize();
        String pattern = parts.group(2);
        if (!Files.isDirectory(absolute)) {
            throw InvalidInputException.missing("input " + given + ": there is no folder " + absolute);
        }
        PathMatcher matcher = matcher(given, pattern);
        // A pattern of n parts cannot match what lies deeper.
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/", -1).length;
        try (Stream<Path> files = Files.walk(absolute, depth, FileVisitOption.FOLLOW_LINKS)) {
            Stream<Path> matching = files.map(absolute::relativize)
                    .filter(matcher::matches)
                    .filter(FileList::isVisible)
                    .map(folder::resolve);
            return of(
                    given,
                    absolute + "/" + pattern,
                    nameOf(absolute, pattern),
                    matching,
                    NAMES_OWN_OUTPUT.matcher(pattern).find() ? fileName -> false : OWN_OUTPUT.asMatchPredicate());
        } catch (IOException e) {
            throw Unreadable.because(given, e);
        } catch (UncheckedIOException e) {
            throw Unreadable.because(given, Objects.requireNonNull(e.getCause(), "it wraps what Files.walk met"));
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** As in a shell, {@code **}{@code /} may also stand for no folder at all. */
    private static PathMatcher matcher(String given, String pattern) {
        try {
            PathMatcher asGiven = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            PathMatcher without = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
            return path -> asGiven.matches(path) || without.matches(path);
        } catch (PatternSyntaxException e) {
            throw InvalidInputException.missing(
                    "input " + given + " is neither a file nor a pattern: " + e.getDescription());
        }
    }

    /**
     * What the last part says besides its wildcards and an extension, as {@code 2026-11} of {@code 2026-11-*.csv}; the
     * folder with the extension if that is all it says.
     */
    private static String nameOf(Path folder, String pattern) {
        String last = pattern.substring(pattern.lastIndexOf('/') + 1);
        Optional<String> extension = InputFormat.endingOf(last);
        String rest = extension
                .map(ending -> last.substring(0, last.length() - ending.length()))
                .orElse(last);
        String name = OTHER_THAN_NAMES.matcher(rest).replaceAll("_").replaceAll("^[._-]+|[._-]+$", "");
        return name.isEmpty() ? folderName(folder) + extension.orElse("").replace('.', '-') : name;
    }

    private static String folderName(Path folder) {
        Path name = folder.getFileName();
        return name == null ? "root" : name.toString();
    }

    private static FileList of(
            String given, String location, String name, Stream<Path> found, Predicate<String> isOwnOutput) {
        List<Path> readable = new ArrayList<>();
        int others = 0;
        for (Path file : found.sorted().toList()) {
            String fileName = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (Files.isDirectory(file)) {
                continue;
            }
            // Also one that is no regular file, such as a link to nowhere: opening it says so.
            if (InputFile.isOfKnownKind(file) && !isOwnOutput.test(fileName)) {
                readable.add(file);
            } else {
                others++;
            }
        }
        if (readable.isEmpty()) {
            throw InvalidInputException.missing("input " + given + " holds no file that can be read"
                    + (others > 0 ? " (but " + Amounts.count(others, "other", "others") + ")" : "") + ". "
                    + InputFormat.namesOfAll() + ". Source code is read with recipe=code-doc");
        }
        if (readable.size() > MOST_FILES) {
            throw InvalidInputException.malformed("input " + given + " holds " + Amounts.count(readable.size())
                    + " files, more than " + Amounts.count(MOST_FILES)
                    + " in one run. Name fewer with a pattern, such as input='"
                    + Path.of(given).resolve("a") + "*'");
        }
        return new FileList(location, name, readable, others);
    }

    /** What it holds, for a person. */
    String findings() {
        return Amounts.count(files.size(), "file", "files")
                + (leftOut > 0 ? ", " + Amounts.count(leftOut, "other", "others") + " left out" : "");
    }
}
