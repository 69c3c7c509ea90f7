package io.enricher.code;

import java.util.List;

/**
 * What the syntax says of one symbol by itself.
 *
 * @param owner     the type it is attached to from outside, as the receiver of a Go method; mostly empty
 * @param span      with decorators and {@code export}
 * @param body      {@link Span#NONE} where it has none
 * @param statements where the statements or members of the body start, in bytes; only of a declaration that is long
 * @param docString the documentation inside it, with its quotes; empty but in Python
 */
record Declaration(
        SymbolKind kind,
        String name,
        String owner,
        Span span,
        Span body,
        List<Integer> statements,
        String signature,
        List<String> modifiers,
        String docString) {

    Declaration from(int start) {
        return new Declaration(
                kind, name, owner, new Span(start, span.end()), body, statements, signature, modifiers, docString);
    }
}
