package io.enricher.code;

import java.util.List;
import java.util.Set;

/** The statements of a function's body, or the members of a type's. */
final class Statements {

    /** Stand between the body and its statements in some grammars. */
    private static final Set<String> LISTS = Set.of("block", "statements", "statement_list", "body_statement");

    private Statements() {}

    /** The byte at which each starts, in order; comments are none. */
    static List<Integer> startsIn(SyntaxNode body) {
        List<SyntaxNode> children = children(body);
        while (children.size() == 1 && LISTS.contains(children.get(0).type())) {
            children = children(children.get(0));
        }
        return children.stream().map(SyntaxNode::start).toList();
    }

    private static List<SyntaxNode> children(SyntaxNode node) {
        return node.namedChildren()
                .filter(child -> !child.type().contains("comment"))
                .toList();
    }
}
