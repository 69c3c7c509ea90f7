package io.enricher.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one declaration from its node: name, body, signature. */
final class DeclarationReader {

    /** Around a declaration and part of it; the second set only where it is their only one. */
    private static final Set<String> WRAPPERS = Set.of(
            "decorated_definition",
            "export_statement",
            "ambient_declaration",
            "expression_statement",
            "template_declaration",
            "call");

    private static final Set<String> LISTS =
            Set.of("lexical_declaration", "variable_declaration", "type_declaration", "argument_list");

    /** What may stand between a declaration and its body. */
    private static final List<String> BODY_MARKS = List.of("{", "=>", "=", ":", ";");

    private static final Pattern RECEIVER_TYPE = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*) ?(?:\\[.*])? ?\\)$");

    private static final Pattern AROUND_COLONS = Pattern.compile(" ?:: ?");

    private final Language language;
    private final SourceText text;
    private final Nodes nodes;
    private final ModifierReader modifiers;

    DeclarationReader(Language language, SourceText text) {
        this.language = language;
        this.text = text;
        this.nodes = new Nodes(text);
        this.modifiers = new ModifierReader(text);
    }

    /** Empty for what only looks like a declaration, as a macro before a block in C. */
    Optional<Declaration> read(SymbolKind kind, SyntaxNode node, @Nullable Span captured) {
        Optional<Span> name = captured == null ? nodes.declaredName(node).map(SyntaxNode::span) : Optional.of(captured);
        return name.map(found -> read(kind, node, oneLine(text.slice(found)), found.start()));
    }

    private Declaration read(SymbolKind kind, SyntaxNode node, String fullName, int nameStart) {
        SyntaxNode outer = outermost(node);
        Optional<SyntaxNode> bodyNode = nodes.bodyNode(node);
        Span body = bodyNode.map(SyntaxNode::span).orElse(Span.NONE);
        String own = ownName(kind, fullName);
        ModifierReader.Head head = modifiers.read(outer, node, nameStart);
        return new Declaration(
                kind,
                own,
                owner(kind, node, fullName),
                outer.span(),
                body,
                isLong(outer) ? bodyNode.map(Statements::startsIn).orElse(List.of()) : List.of(),
                Signature.of(signatureText(node, head, body)),
                head.modifiers(),
                language == Language.PYTHON ? nodes.docString(node) : "");
    }

    /** In bytes, of which there are at least as many as characters. */
    private static boolean isLong(SyntaxNode node) {
        return node.end() - node.start() > StatementLines.LONG_TEXT;
    }

    private static SyntaxNode outermost(SyntaxNode node) {
        SyntaxNode outer = node;
        for (Optional<SyntaxNode> parent = outer.parent();
                parent.isPresent() && isWrapper(parent.get());
                parent = outer.parent()) {
            outer = parent.get();
        }
        return outer;
    }

    private static boolean isWrapper(SyntaxNode node) {
        return WRAPPERS.contains(node.type())
                || (LISTS.contains(node.type()) && node.namedChildren().limit(2).count() == 1);
    }

    /** A qualified name of C++ may run over several lines. */
    private static String oneLine(String name) {
        return AROUND_COLONS.matcher(Blanks.asOne(name)).replaceAll("::");
    }

    private String ownName(SymbolKind kind, String name) {
        if (kind == SymbolKind.IMPL) {
            return name.replaceFirst("<.*", "").strip();
        }
        return isQualified(kind) ? CppName.own(name) : name;
    }

    /** Ruby declares types, but no methods, by a name with {@code ::}. */
    private boolean isQualified(SymbolKind kind) {
        return language == Language.CPP || (language == Language.RUBY && kind.isType());
    }

    private String owner(SymbolKind kind, SyntaxNode node, String fullName) {
        if (isQualified(kind)) {
            return CppName.owner(fullName);
        }
        if (language == Language.GO && kind == SymbolKind.METHOD) {
            Matcher receiver = RECEIVER_TYPE.matcher(
                    Signature.of(node.field("receiver").map(nodes::text).orElse("")));
            return receiver.find() ? receiver.group(1) : "";
        }
        return "";
    }

    private String signatureText(SyntaxNode node, ModifierReader.Head head, Span body) {
        int end = nodes.headEnd(node, body);
        String declared = text.slice(head.declarationStart(), Math.max(head.declarationStart(), end));
        if (body.isNone() && declared.contains("{")) {
            declared = declared.substring(0, declared.indexOf('{'));
        }
        String keyword = node.is("type_spec") ? "type " : "";
        List<String> words = head.listed();
        String prefix = words.isEmpty() ? keyword : String.join(" ", words) + " " + keyword;
        return prefix + withoutBodyMark(declared.stripTrailing());
    }

    private static String withoutBodyMark(String declared) {
        for (String mark : BODY_MARKS) {
            if (declared.endsWith(mark)) {
                return declared.substring(0, declared.length() - mark.length()).stripTrailing();
            }
        }
        return declared;
    }
}
