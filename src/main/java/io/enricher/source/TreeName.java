package io.enricher.source;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** What stands for a tree in the names of files. */
final class TreeName {

    private static final Pattern OTHER_THAN_NAMES = Pattern.compile("[^\\p{L}\\p{N}._-]+");

    private TreeName() {}

    /** @param folder absolute */
    static String ofFolder(Path folder) {
        return of(Objects.toString(folder.getFileName(), ""));
    }

    /** @param last the last part of a path; empty for the root of a disk */
    static String of(String last) {
        String stem = last.endsWith(".git") ? last.substring(0, last.length() - ".git".length()) : last;
        String safe = OTHER_THAN_NAMES.matcher(stem).replaceAll("_").replaceFirst("^\\.+", "");
        return safe.isEmpty() ? "root" : safe;
    }
}
