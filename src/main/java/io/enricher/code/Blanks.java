package io.enricher.code;

import java.util.regex.Pattern;

/** Blanks and line breaks, of which a name or a signature needs but one. */
final class Blanks {

    private static final Pattern RUN = Pattern.compile("\\s+");

    private Blanks() {}

    /** Each run of them as one blank, none at the ends. */
    static String asOne(String text) {
        return RUN.matcher(text).replaceAll(" ").strip();
    }
}
