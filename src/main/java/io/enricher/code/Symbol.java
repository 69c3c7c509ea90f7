package io.enricher.code;

import java.util.List;

/**
 * One function, method, type or window of a source file; which file is known to who asked. What a language has no word
 * for is empty.
 *
 * @param language      {@link Language#id()}, {@code text} for other files
 * @param name          as declared, without qualifiers and type parameters
 * @param qualifiedName the name after package, types and functions around it
 * @param parent        name of the nearest type around it, or of the one it is attached to
 * @param signature     what it is declared by, parameters and return type included, without annotations and body; at most
 *                      {@value Signature#LIMIT} characters
 * @param modifiers     keywords in source order ({@code static}, {@code async}); in Python the decorators
 * @param doc           the documentation comment without its comment marks
 * @param startLine     first line, from 1; decorators and attributes count, the documentation comment does not
 * @param endLine       last line, inclusive
 * @param text          the source with line feeds only; of a type without the bodies of its members
 * @param calls         names of what is called in the text, without qualifiers, each once; by syntax alone
 * @param textLines     for each line of a text that leaves bodies out, its line in the file; empty where line n of the
 *                      text is line {@code startLine + n - 1}
 * @param statementLines lines of a long text, from 1, on which a statement of the body begins; empty for a short one
 */
public record Symbol(
        String language,
        SymbolKind kind,
        String name,
        String qualifiedName,
        String parent,
        Visibility visibility,
        String signature,
        List<String> modifiers,
        String doc,
        int startLine,
        int endLine,
        String text,
        List<String> calls,
        List<Integer> textLines,
        List<Integer> statementLines) {

    public Symbol {
        modifiers = List.copyOf(modifiers);
        calls = List.copyOf(calls);
        textLines = List.copyOf(textLines);
        statementLines = List.copyOf(statementLines);
    }
}
