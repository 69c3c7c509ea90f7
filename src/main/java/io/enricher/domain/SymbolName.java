package io.enricher.domain;

import java.util.regex.Pattern;

/** Names of symbols as languages join them and as models write them, brought to one form: parts with a full stop between. */
public final class SymbolName {

    private static final Pattern AROUND = Pattern.compile("^[`\\s]+|[`\\s]+$");
    private static final Pattern FILE = Pattern.compile("^.*(?<!:):(?!:)\\s*");
    private static final Pattern PARAMETERS = Pattern.compile("[(<\\s].*", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("::|->|[#\\\\]");
    private static final Pattern OWN = Pattern.compile("^(?:this|self)\\.");

    private SymbolName() {}

    /** The name of a declared symbol. */
    public static String dotted(String name) {
        return SEPARATOR.matcher(name).replaceAll(".");
    }

    /** What was mentioned, without code marks, file and parameters. */
    public static String ofMention(String mention) {
        String symbol = FILE.matcher(unmarked(mention)).replaceFirst("");
        String dotted = dotted(PARAMETERS.matcher(symbol).replaceFirst(""));
        return OWN.matcher(dotted).replaceFirst("");
    }

    /** Without the code marks and blanks around it. */
    public static String unmarked(String mention) {
        return AROUND.matcher(mention).replaceAll("");
    }
}
