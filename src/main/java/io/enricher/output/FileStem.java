package io.enricher.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** File names without their extensions. */
final class FileStem {

    /** May be stacked, as in {@code topics.csv.gz}. */
    private static final Set<String> KNOWN =
            Set.of("csv", "tsv", "tab", "txt", "json", "jsonl", "ndjson", "gz", "bz2", "xz", "zst", "zip", "git");

    private FileStem() {}

    /**
     * The name that stands for an input in the names of its files. Dots that part no extension stay:
     * {@code topics-v1.2.csv} and {@code topics-v1.3.csv} must not share an output.
     */
    static String ofInput(Path input) {
        Path name = input.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            return "root";
        }
        String stem = withoutKnownExtensions(name.toString());
        return stem.equals(name.toString()) && !Files.isDirectory(input) ? withoutLastExtension(stem) : stem;
    }

    /** The name that an output given as a file lends to the files beside it. */
    static String ofOutput(String fileName) {
        String stem = withoutLastExtension(fileName);
        return stem.endsWith(".enriched") ? withoutLastExtension(stem) : stem;
    }

    /** The last extension without its dot, empty if there is none. */
    static String extension(String fileName) {
        return fileName.substring(withoutLastExtension(fileName).length()).replaceFirst("^\\.", "");
    }

    private static String withoutKnownExtensions(String name) {
        String stem = name;
        while (KNOWN.contains(extension(stem).toLowerCase(Locale.ROOT))) {
            stem = withoutLastExtension(stem);
        }
        return stem;
    }

    private static String withoutLastExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
