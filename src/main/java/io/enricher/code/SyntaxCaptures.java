package io.enricher.code;

import java.util.List;
import java.util.Set;

/**
 * What a query found in one source, without any hold on the tree.
 *
 * @param declarations in no particular order, each node once
 * @param comments     in source order
 * @param attributes   that stand before what they belong to
 * @param elisions     code in a type that is no member, as static initializers
 * @param sections     marks that change the visibility of what follows ({@code private:})
 * @param scopes       namespaces and the like, which are no symbols but part of names
 * @param packages     each holds from where it is named
 * @param calls        names of what is called, in source order
 * @param exported     names that are exported elsewhere than where they are declared
 * @param exports      whether anything is
 * @param broken       whether there are syntax errors
 */
record SyntaxCaptures(
        List<Declaration> declarations,
        List<Span> comments,
        List<Span> attributes,
        List<Span> elisions,
        List<Span> sections,
        List<Scope> scopes,
        List<Scope> packages,
        List<Span> calls,
        Set<String> exported,
        boolean exports,
        boolean broken) {

    record Scope(String name, Span span) {}
}
