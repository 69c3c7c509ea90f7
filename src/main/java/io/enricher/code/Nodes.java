package io.enricher.code;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.treesitter.TSNode;

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

    private final SourceText text;

    Nodes(SourceText text) {
        this.text = text;
    }

    static Span span(TSNode node) {
        return new Span(node.getStartByte(), node.getEndByte());
    }

    String text(TSNode node) {
        return text.slice(span(node));
    }

    Optional<TSNode> field(TSNode node, String name) {
        return present(node.getChildByFieldName(name));
    }

    Optional<TSNode> bodyNode(TSNode node) {
        TSNode holder = holder(node);
        Optional<TSNode> body = field(holder, "body");
        if (body.isEmpty()) {
            body = namedChild(holder, KOTLIN_BODIES);
        }
        if (body.isEmpty() && (is(node, "type_spec") || is(node, "type_definition"))) {
            body = field(node, "type")
                    .flatMap(type -> is(type, "struct_type")
                            ? namedChild(type, Set.of("field_declaration_list"))
                            : field(type, "body"));
        }
        return body;
    }

    /** Where the declaration proper ends: before the body, or before a comment that stands between them. */
    int headEnd(TSNode node, Span body) {
        int end = body.isNone() ? node.getEndByte() : body.start();
        int start = field(node, "name").orElse(node).getEndByte();
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            if (child.getStartByte() >= start && child.getType().contains("comment")) {
                return Math.min(end, child.getStartByte());
            }
        }
        return end;
    }

    Optional<TSNode> parameters(TSNode node) {
        TSNode holder = functionDeclarator(node).orElseGet(() -> holder(node));
        return Stream.of("parameters", "parameter", "class_parameters")
                .flatMap(name -> field(holder, name).stream())
                .filter(found -> !is(found, "type_parameters"))
                .findFirst()
                .or(() -> namedChild(holder, LISTS_WITHOUT_FIELD));
    }

    /** As written, in C and C++ with the stars of the declarator. */
    String returnType(TSNode node) {
        TSNode holder = holder(node);
        Optional<TSNode> function = functionDeclarator(node);
        if (function.isPresent()) {
            Optional<TSNode> trailing = namedChild(function.get(), Set.of("trailing_return_type"));
            return trailing.map(type -> text(type).replaceFirst("^->\\s*", ""))
                    .orElseGet(() -> declaredType(node, function.get()));
        }
        boolean callable = parameters(node).isPresent();
        return Stream.of("return_type", "returns", "result", callable ? "type" : "return_type")
                .flatMap(name -> field(holder, name).stream())
                .findFirst()
                .map(type -> text(type).replaceFirst("^:\\s*", ""))
                .orElseGet(() -> kotlinReturnType(node));
    }

    private String kotlinReturnType(TSNode node) {
        boolean afterParameters = false;
        for (int i = 0; is(node, "function_declaration") && i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            if (afterParameters && child.getType().endsWith("_type")) {
                return text(child);
            }
            afterParameters |= is(child, "function_value_parameters");
        }
        return "";
    }

    /** The name inside the declarators of a function of C or C++. */
    Optional<TSNode> declaredName(TSNode node) {
        return functionDeclarator(node).flatMap(function -> {
            Optional<TSNode> inner = field(function, "declarator");
            while (inner.isPresent() && !NAMES.contains(inner.get().getType())) {
                inner = innerDeclarator(inner.get());
            }
            return inner;
        });
    }

    /** The innermost one: a function that returns a pointer to a function is declared by two. */
    private Optional<TSNode> functionDeclarator(TSNode node) {
        Optional<TSNode> found = Optional.empty();
        if (is(node, "function_definition")) {
            Optional<TSNode> inner = field(node, "declarator");
            while (inner.isPresent() && !NAMES.contains(inner.get().getType())) {
                found = is(inner.get(), "function_declarator") ? inner : found;
                inner = innerDeclarator(inner.get());
            }
        }
        return found;
    }

    private Optional<TSNode> innerDeclarator(TSNode node) {
        return field(node, "declarator")
                .or(() -> node.getNamedChildCount() == 0
                        ? Optional.empty()
                        : present(node.getNamedChild(node.getNamedChildCount() - 1))
                                .filter(child ->
                                        child.getType().endsWith("declarator") || NAMES.contains(child.getType())));
    }

    /** Empty where it is wrapped around the name, as that of a function which returns a function. */
    private String declaredType(TSNode node, TSNode function) {
        StringBuilder type =
                new StringBuilder(field(node, "type").map(this::text).orElse(""));
        Optional<TSNode> inner = field(node, "declarator");
        while (inner.isPresent() && !is(inner.get(), "function_declarator")) {
            type.append(is(inner.get(), "pointer_declarator") ? "*" : "");
            type.append(is(inner.get(), "reference_declarator") ? "&" : "");
            inner = innerDeclarator(inner.get());
        }
        return inner.isPresent() && inner.get().equals(function) ? type.toString() : "";
    }

    /** The string that begins the body of a Python function or class. */
    String docString(TSNode node) {
        return field(node, "body")
                .filter(body -> body.getNamedChildCount() > 0)
                .map(body -> body.getNamedChild(0))
                .map(first -> is(first, "expression_statement") ? first.getNamedChild(0) : first)
                .filter(first -> is(first, "string"))
                .map(this::text)
                .orElse("");
    }

    /** The function expression that a variable, a field or a property is given, or the node itself. */
    private TSNode holder(TSNode node) {
        return switch (node.getType()) {
            case "variable_declarator", "field_definition", "public_field_definition", "pair" ->
                field(node, "value").orElse(node);
            case "assignment_expression" -> field(node, "right").orElse(node);
            default -> node;
        };
    }

    private static Optional<TSNode> namedChild(TSNode node, Set<String> types) {
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            if (types.contains(child.getType())) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    private static boolean is(TSNode node, String type) {
        return type.equals(node.getType());
    }

    private static Optional<TSNode> present(TSNode node) {
        return Optional.ofNullable(node).filter(found -> !found.isNull());
    }
}
