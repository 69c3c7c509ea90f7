package io.enricher.output;

import io.enricher.domain.TextDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the page of each source file goes, below the folder of pages: {@code src/Order.java} becomes
 * {@code src/Order.java.md}. Whatever the path holds, the name stays inside the folder, can be made on every system, needs
 * no escape in a link, and differs from all others in more than case.
 */
final class PageNames {

    static final String INDEX = "index.md";

    private static final String ENDING = ".md";
    private static final int LONGEST_SEGMENT = 160;
    private static final int LONGEST_NAME = 1_000;
    private static final int DIGEST_LENGTH = 16;

    /** Windows takes them for devices, with any extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    /** The number to try next for a name that was wanted before, so that many who want the same do not each count up. */
    private final Map<String, Integer> numbers = new HashMap<>();

    PageNames() {
        files.add(INDEX);
        // Some sites make it the index of its folder.
        files.add("readme.md");
    }

    /** A name that no other call is given. */
    String nameFor(String path) {
        String wanted = nameOf(path);
        String name = wanted;
        while (!isFree(name)) {
            name = "~" + numbers.merge(key(wanted), 2, (last, ignored) -> last + 1) + "/" + wanted;
        }
        take(name);
        return name;
    }

    private static String nameOf(String path) {
        StringBuilder name = new StringBuilder();
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length - 1 && name.length() <= LONGEST_NAME; i++) {
            name.append(segment(segments[i])).append('/');
        }
        name.append(segment(segments[segments.length - 1])).append(ENDING);
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : "~" + digest(path) + "/" + segment(segments[segments.length - 1]) + ENDING;
    }

    private static String segment(String text) {
        if (text.isEmpty()) {
            return "~";
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length() && name.length() <= LONGEST_SEGMENT; ) {
            int codePoint = text.codePointAt(i);
            boolean outer = i == 0 || i + Character.charCount(codePoint) == text.length();
            if (isPlain(codePoint) && !(codePoint == '.' && outer)) {
                name.appendCodePoint(codePoint);
            } else {
                name.append(escaped(codePoint));
            }
            i += Character.charCount(codePoint);
        }
        if (name.length() > LONGEST_SEGMENT) {
            return name.substring(0, LONGEST_SEGMENT - DIGEST_LENGTH - 1) + "~" + digest(text);
        }
        return DEVICE.matcher(name).matches() ? escaped(name.charAt(0)) + name.substring(1) : name.toString();
    }

    /** ASCII alone: in some locales Java cannot name other files. */
    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "._-+@".indexOf(c) >= 0);
    }

    private static String escaped(int codePoint) {
        return "~" + Integer.toHexString(codePoint) + "~";
    }

    private static String digest(String text) {
        return TextDigest.create().add(text).hex().substring(0, DIGEST_LENGTH);
    }

    /** A file cannot be where a folder is, nor a folder where a file is. */
    private boolean isFree(String name) {
        String key = key(name);
        if (files.contains(key) || folders.contains(key)) {
            return false;
        }
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            if (files.contains(key.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }

    private void take(String name) {
        String key = key(name);
        files.add(key);
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash));
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
