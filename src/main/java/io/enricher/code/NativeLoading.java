package io.enricher.code;

import java.util.function.Supplier;

/** Turns whatever a native library fails with, when it is loaded, into a reason that a person can act on. */
final class NativeLoading {

    private NativeLoading() {}

    static <T> T load(Language language, Supplier<T> loader) throws UnsplittableException {
        try {
            return loader.get();
        } catch (LinkageError | RuntimeException e) {
            throw new UnsplittableException(Fallback.Reason.NO_PARSER, message(language, root(e)), e);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Language language, Throwable root) {
        return "the parser for " + language.id() + " cannot be loaded on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + root + "). It runs on Linux with glibc, macOS and Windows, and"
                + " needs a temporary directory that allows programs: -Djava.io.tmpdir=DIR";
    }
}
