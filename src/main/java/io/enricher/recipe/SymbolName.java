package io.enricher.recipe;

import java.util.regex.Pattern;

/** Names of symbols as models write them. */
final class SymbolName {

    private static final Pattern AROUND = Pattern.compile("^[`\\s]+|[`\\s]+$");
    private static final Pattern FILE = Pattern.compile("^.*(?<!:):(?!:)\\s*");
    private static final Pattern PARAMETERS = Pattern.compile("[(<\\s].*", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("::|->|#");
    private static final Pattern OWN = Pattern.compile("^(?:this|self)\\.");

    private SymbolName() {}

    /** Without code marks, file and parameters, its parts joined by full stops. */
    static String plain(String name) {
        String bare = AROUND.matcher(name).replaceAll("");
        String symbol = FILE.matcher(bare).replaceFirst("");
        String dotted =
                SEPARATOR.matcher(PARAMETERS.matcher(symbol).replaceFirst("")).replaceAll(".");
        return OWN.matcher(dotted).replaceFirst("");
    }
}
