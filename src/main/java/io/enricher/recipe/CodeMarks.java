package io.enricher.recipe;

import io.enricher.domain.Identifiers;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The identifiers of a text that stand in code marks (backticks). */
final class CodeMarks {

    private static final Pattern MARKED = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern LANGUAGE_OF_FENCE = Pattern.compile("^[A-Za-z+#]+\n");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"\n]*\"|'[^'\n]*'");

    private CodeMarks() {}

    /** The identifiers in code marks; what stands in quotes inside of them is data, not code. */
    static Set<String> identifiersIn(String text) {
        Set<String> identifiers = new LinkedHashSet<>();
        MARKED.matcher(text).results().forEach(marked -> identifiers.addAll(Identifiers.of(codeOf(marked))));
        return identifiers;
    }

    private static String codeOf(MatchResult marked) {
        String code = LANGUAGE_OF_FENCE.matcher(marked.group(2)).replaceFirst("");
        return LITERAL.matcher(code).replaceAll(" ");
    }
}
