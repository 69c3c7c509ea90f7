package io.enricher.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.treesitter.TSNode;
import org.treesitter.TSTreeCursor;

/** The statements of a function's body, or the members of a type's. */
final class Statements {

    /** Stand between the body and its statements in some grammars. */
    private static final Set<String> LISTS = Set.of("block", "statements", "statement_list", "body_statement");

    private Statements() {}

    /** The byte at which each starts, in order; comments are none. */
    static List<Integer> startsIn(TSNode body) {
        List<TSNode> children = children(body);
        while (children.size() == 1 && LISTS.contains(children.get(0).getType())) {
            children = children(children.get(0));
        }
        return children.stream().map(TSNode::getStartByte).toList();
    }

    /** By a cursor, as a child asked for by its number is counted from the first. */
    private static List<TSNode> children(TSNode node) {
        List<TSNode> children = new ArrayList<>();
        try (TSTreeCursor cursor = new TSTreeCursor(node)) {
            for (boolean more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
                TSNode child = cursor.currentNode();
                if (child.isNamed() && !child.getType().contains("comment")) {
                    children.add(child);
                }
            }
        }
        return children;
    }
}
