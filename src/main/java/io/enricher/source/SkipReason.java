package io.enricher.source;

import java.util.Locale;

/** Why a file is not read: the closed list of the counts. */
public enum SkipReason {
    /** No glob of {@code include=} matches, or one of {@code exclude=} does. */
    EXCLUDED,
    /** Named by a {@code .gitignore}; a folder counts once. */
    IGNORED,
    /** The file, or a folder above it, begins with a dot. */
    HIDDEN,
    /** Copies of other people's code, such as {@code node_modules}. */
    VENDORED,
    /** Written by a program, by its name or its first lines. */
    GENERATED,
    /** Made small for browsers: by its name, or a line longer than people write. */
    MINIFIED,
    /** Neither source nor script: documentation, data, pictures. */
    OTHER_KIND,
    /** Over 1 MB. */
    TOO_LARGE,
    /** No text, whatever its name says. */
    BINARY,
    /** Git LFS keeps the content elsewhere. */
    LFS_POINTER,
    /** Symbolic links are never followed. */
    SYMLINK,
    /** A repository of its own inside the repository. */
    SUBMODULE,
    /** Neither file nor folder: pipes, sockets, devices. */
    SPECIAL,
    /** A name that git itself refuses to check out, such as {@code ..}. */
    BAD_NAME,
    /** May not be read, or went away while the folder was read; a folder counts once. */
    UNREADABLE,
    /** Not in the repository's object database, or damaged there; a folder counts once. */
    MISSING_OBJECT;

    /** Its name in summaries, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
