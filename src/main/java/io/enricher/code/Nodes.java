package io.enricher.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds parts of a declaration where the grammars put them: each by its own names, so all are tried in turn. */
final class Nodes {

    private static final Set<String> KOTLIN_BODIES =
            Set.of("function_body", "class_body", "enum_class_body", "statements");
    private static final Set<String> LISTS_WITHOUT_FIELD =
            Set.of("function_value_parameters", "primary_constructor", "parameter_list", "parameters");
    private static final Set<String> NAMES = Set.of(
            "identifier",
            "field_identifier",
            "qualified_identifier",
            "destructor_name",
            "operator_name",
            "operator_cast");

    private static final Pattern ARROW = Pattern.compile("^->\\s*");
    private static final Pattern COLON = Pattern.compile("^:\\s*");

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

    Optional<SyntaxNode> parameters(SyntaxNode node) {
        SyntaxNode holder = functionDeclarator(node).orElseGet(() -> holder(node));
        return Stream.of("parameters", "parameter", "class_parameters")
                .flatMap(name -> holder.field(name).stream())
                .filter(found -> !found.is("type_parameters"))
                .findFirst()
                .or(() -> child(holder, LISTS_WITHOUT_FIELD));
    }

    /**
     * As written, in C and C++ with the stars of the declarator.
     *
     * @param callable whether it has parameters
     */
    String returnType(SyntaxNode node, boolean callable) {
        Optional<SyntaxNode> function = functionDeclarator(node);
        if (function.isPresent()) {
            Optional<SyntaxNode> trailing = child(function.get(), Set.of("trailing_return_type"));
            return trailing.map(type -> ARROW.matcher(text(type)).replaceFirst(""))
                    .orElseGet(() -> declaredType(node, function.get()));
        }
        SyntaxNode holder = holder(node);
        return Stream.of("return_type", "returns", "result", callable ? "type" : "return_type")
                .flatMap(name -> holder.field(name).stream())
                .findFirst()
                .map(type -> COLON.matcher(text(type)).replaceFirst(""))
                .orElseGet(() -> kotlinReturnType(node));
    }

    private String kotlinReturnType(SyntaxNode node) {
        boolean afterParameters = false;
        for (SyntaxNode child : node.is("function_declaration") ? node.children() : List.<SyntaxNode>of()) {
            if (afterParameters && child.type().endsWith("_type")) {
                return text(child);
            }
            afterParameters |= child.is("function_value_parameters");
        }
        return "";
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

    /** Empty where it is wrapped around the name, as that of a function which returns a function. */
    private String declaredType(SyntaxNode node, SyntaxNode function) {
        StringBuilder type =
                new StringBuilder(node.field("type").map(this::text).orElse(""));
        Optional<SyntaxNode> inner = node.field("declarator");
        while (inner.isPresent() && !inner.get().is("function_declarator")) {
            type.append(inner.get().is("pointer_declarator") ? "*" : "");
            type.append(inner.get().is("reference_declarator") ? "&" : "");
            inner = innerDeclarator(inner.get());
        }
        // The same object: a node holds on to its children.
        return inner.isPresent() && inner.get() == function ? type.toString() : "";
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
