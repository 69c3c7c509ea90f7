package io.enricher.recipe;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The identifiers of a text: all of them, or those that stand in code marks (backticks). */
final class CodeMarks {

    private static final Pattern MARKED = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern LANGUAGE_OF_FENCE = Pattern.compile("^[A-Za-z+#]+\n");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"\n]*\"|'[^'\n]*'");
    private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\p{L}\\p{N}_])[\\p{L}_][\\p{L}\\p{N}_]*");

    private CodeMarks() {}

    /** The identifiers in code marks; what stands in quotes inside of them is data, not code. */
    static Set<String> identifiersIn(String text) {
        Set<String> identifiers = new LinkedHashSet<>();
        MARKED.matcher(text).results().forEach(marked -> identifiers.addAll(allIn(codeOf(marked))));
        return identifiers;
    }

    /** All words that could be identifiers. */
    static Set<String> allIn(String code) {
        Set<String> identifiers = new LinkedHashSet<>();
        IDENTIFIER.matcher(code).results().map(MatchResult::group).forEach(identifiers::add);
        return identifiers;
    }

    private static String codeOf(MatchResult marked) {
        String code = LANGUAGE_OF_FENCE.matcher(marked.group(2)).replaceFirst("");
        return LITERAL.matcher(code).replaceAll(" ");
    }
}
