package io.enricher.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds parts of a declaration where the grammars put them: each by its own names, so all are tried in turn. */
final class Nodes {

    private static final Set<String> KOTLIN_BODIES =
            Set.of("function_body", "class_body", "enum_class_body", "statements");
    private static final Set<String> NAMES = Set.of(
            "identifier",
            "field_identifier",
            "qualified_identifier",
            "destructor_name",
            "operator_name",
            "operator_cast");

    private final SourceText text;

    Nodes(SourceText text) {
        this.text = text;
    }

    String text(SyntaxNode node) {
        return text.slice(node.span());
    }

    Optional<SyntaxNode> bodyNode(SyntaxNode node) {
        SyntaxNode holder = holder(node);
        Optional<SyntaxNode> body = holder.field("body").or(() -> child(holder, KOTLIN_BODIES));
        if (body.isEmpty() && (node.is("type_spec") || node.is("type_definition"))) {
            body = node.field("type")
                    .flatMap(type -> type.is("struct_type")
                            ? child(type, Set.of("field_declaration_list"))
                            : type.field("body"));
        }
        return body;
    }

    /** Where the declaration proper ends: before the body, or before a comment between the name and the body. */
    int headEnd(SyntaxNode node, Span body) {
        int end = body.isNone() ? node.end() : body.start();
        Optional<SyntaxNode> name = node.field("name");
        List<SyntaxNode> behindName = name.map(found -> behind(found, node)).orElse(List.of());
        for (SyntaxNode child : behindName) {
            if (child.type().contains("comment")) {
                return Math.min(end, child.start());
            }
        }
        return end;
    }

    private static List<SyntaxNode> behind(SyntaxNode child, SyntaxNode parent) {
        List<SyntaxNode> children = parent.children();
        return children.subList(children.indexOf(child) + 1, children.size());
    }

    /** The name inside the declarators of a function of C or C++. */
    Optional<SyntaxNode> declaredName(SyntaxNode node) {
        return functionDeclarator(node).flatMap(function -> {
            Optional<SyntaxNode> inner = function.field("declarator");
            while (inner.isPresent() && !NAMES.contains(inner.get().type())) {
                inner = innerDeclarator(inner.get());
            }
            return inner;
        });
    }

    /** The innermost one: a function that returns a pointer to a function is declared by two. */
    private static Optional<SyntaxNode> functionDeclarator(SyntaxNode node) {
        Optional<SyntaxNode> found = Optional.empty();
        if (node.is("function_definition")) {
            Optional<SyntaxNode> inner = node.field("declarator");
            while (inner.isPresent() && !NAMES.contains(inner.get().type())) {
                found = inner.get().is("function_declarator") ? inner : found;
                inner = innerDeclarator(inner.get());
            }
        }
        return found;
    }

    private static Optional<SyntaxNode> innerDeclarator(SyntaxNode node) {
        return node.field("declarator").or(() -> node.namedChildren()
                .reduce((before, last) -> last)
                .filter(last -> last.type().endsWith("declarator") || NAMES.contains(last.type())));
    }

    /** The string that begins the body of a Python function or class. */
    String docString(SyntaxNode node) {
        return node.field("body")
                .flatMap(body -> body.namedChildren().findFirst())
                .flatMap(first ->
                        first.is("expression_statement") ? first.namedChildren().findFirst() : Optional.of(first))
                .filter(first -> first.is("string"))
                .map(this::text)
                .orElse("");
    }

    /** The function expression that a variable, a field or a property is given, or the node itself. */
    private static SyntaxNode holder(SyntaxNode node) {
        return switch (node.type()) {
            case "variable_declarator", "field_definition", "public_field_definition", "pair" ->
                node.field("value").orElse(node);
            case "assignment_expression" -> node.field("right").orElse(node);
            default -> node;
        };
    }

    private static Optional<SyntaxNode> child(SyntaxNode node, Set<String> types) {
        for (SyntaxNode child : node.children()) {
            if (types.contains(child.type())) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
