package io.enricher.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSTreeCursor;

/**
 * A node that asks the parser's library for each thing once, and only when it is wanted: a question costs 2 µs, whatever
 * it is about, and a child asked for by its number is counted from the first (measured 2026-11). Lives as long as the tree.
 */
final class SyntaxNode {

    private static final int UNKNOWN = -1;

    private final TSNode node;
    private final String field;
    private @Nullable String type;
    private int start = UNKNOWN;
    private int end = UNKNOWN;
    private @Nullable Boolean named;
    private @Nullable List<SyntaxNode> children;

    private SyntaxNode(TSNode node, String field) {
        this.node = node;
        this.field = field;
    }

    static SyntaxNode of(TSNode node) {
        return new SyntaxNode(node, "");
    }

    String type() {
        String known = type;
        if (known == null) {
            known = node.getType();
            type = known;
        }
        return known;
    }

    boolean is(String wanted) {
        return type().equals(wanted);
    }

    /** In bytes. */
    Span span() {
        return new Span(start(), end());
    }

    int start() {
        if (start == UNKNOWN) {
            start = node.getStartByte();
        }
        return start;
    }

    int end() {
        if (end == UNKNOWN) {
            end = node.getEndByte();
        }
        return end;
    }

    private boolean isNamed() {
        Boolean known = named;
        if (known == null) {
            known = node.isNamed();
            named = known;
        }
        return known;
    }

    /** All of them, keywords and punctuation too. */
    List<SyntaxNode> children() {
        List<SyntaxNode> known = children;
        if (known == null) {
            known = readChildren();
            children = known;
        }
        return known;
    }

    private List<SyntaxNode> readChildren() {
        List<SyntaxNode> read = new ArrayList<>();
        try (TSTreeCursor cursor = new TSTreeCursor(node)) {
            for (boolean more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
                read.add(new SyntaxNode(
                        cursor.currentNode(), Objects.requireNonNullElse(cursor.currentFieldName(), "")));
            }
        }
        return read;
    }

    /** Those that are no keywords and no punctuation. */
    Stream<SyntaxNode> namedChildren() {
        return children().stream().filter(SyntaxNode::isNamed);
    }

    /** The first child that the grammar calls so. */
    Optional<SyntaxNode> field(String name) {
        for (SyntaxNode child : children()) {
            if (child.field.equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    Optional<SyntaxNode> parent() {
        TSNode parent = node.getParent();
        return parent == null || parent.isNull() ? Optional.empty() : Optional.of(of(parent));
    }
}
