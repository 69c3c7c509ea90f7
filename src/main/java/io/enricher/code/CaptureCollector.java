package io.enricher.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the captures of a query by what they are for. Lives as long as the tree. */
final class CaptureCollector {

    /** Asks, between two declarations, whether to go on. */
    @FunctionalInterface
    interface Check {
        void run() throws UnsplittableException;
    }

    private record Found(int pattern, SymbolKind kind, SyntaxNode node, @Nullable Span name) {}

    private final Language language;
    private final SourceText text;
    private final int limit;
    private final Map<Span, Found> found = new LinkedHashMap<>();
    private final List<Span> comments = new ArrayList<>();
    private final List<Span> attributes = new ArrayList<>();
    private final List<Span> elisions = new ArrayList<>();
    private final List<Span> sections = new ArrayList<>();
    private final List<SyntaxCaptures.Scope> scopes = new ArrayList<>();
    private final List<SyntaxCaptures.Scope> packages = new ArrayList<>();
    private final List<Span> calls = new ArrayList<>();
    private final Set<String> exported = new HashSet<>();
    private boolean exports;

    private int pattern;
    private @Nullable Span name;
    private @Nullable Span scope;
    private @Nullable SyntaxNode symbol;
    private @Nullable SymbolKind kind;
    private @Nullable Span call;
    private @Nullable Span constructed;
    private @Nullable Span arguments;

    CaptureCollector(Language language, SourceText text, int limit) {
        this.language = language;
        this.text = text;
        this.limit = limit;
    }

    void startMatch(int patternNumber) {
        pattern = patternNumber;
        name = null;
        scope = null;
        symbol = null;
        kind = null;
        call = null;
        constructed = null;
        arguments = null;
    }

    void add(String capture, SyntaxNode node) {
        switch (capture) {
            case "name" -> name = node.span();
            case "scope" -> scope = node.span();
            case "package" -> packages.add(new SyntaxCaptures.Scope(text.slice(node.span()), node.span()));
            case "comment" -> comments.add(node.span());
            case "attribute" -> attributes.add(node.span());
            case "elide" -> elisions.add(node.span());
            case "access" -> sections.add(node.span());
            case "call" -> call = node.span();
            case "constructed" -> constructed = node.span();
            case "arguments" -> arguments = node.span();
            case "exported" -> exported.add(text.slice(node.span()));
            case "exporting" -> exports = true;
            default -> {
                symbol = node;
                kind = SymbolKind.ofCapture(capture);
            }
        }
    }

    void endMatch() throws UnsplittableException {
        if (call != null && (arguments == null || follow(call, arguments))) {
            addCall(call);
        }
        if (scope != null && name != null) {
            scopes.add(new SyntaxCaptures.Scope(text.slice(name), scope));
        }
        if (symbol == null || kind == null) {
            return;
        }
        Found candidate = new Found(pattern, kind, symbol, name);
        found.merge(symbol.span(), candidate, (old, other) -> other.pattern() < old.pattern() ? other : old);
        if (found.size() > limit) {
            throw new UnsplittableException(
                    Fallback.Reason.TOO_MANY_SYMBOLS, "more than " + limit + " symbols in one file");
        }
    }

    /** Among the tokens of a macro a name is called if its parentheses follow at once. */
    private boolean follow(Span called, Span parentheses) {
        int start = parentheses.start();
        return start == called.end() && text.at(start) == '(';
    }

    /** Ruby makes an object by a method of its class: {@code Basket.new} calls Basket, and other methods themselves. */
    private void addCall(Span called) {
        boolean makes = language == Language.RUBY && text.slice(called).equals("new");
        if (makes && constructed != null) {
            calls.add(constructed);
        } else if (!makes && constructed == null) {
            calls.add(called);
        }
    }

    SyntaxCaptures finish(boolean broken, Check goOn) throws UnsplittableException {
        DeclarationReader reader = new DeclarationReader(language, text);
        List<Declaration> declarations = new ArrayList<>(found.size());
        for (Found each : found.values()) {
            goOn.run();
            Optional<Declaration> declaration = reader.read(each.kind(), each.node(), each.name());
            declaration.ifPresent(declarations::add);
        }
        calls.sort(Comparator.comparingInt(Span::start));
        return new SyntaxCaptures(
                declarations,
                comments,
                attributes,
                elisions,
                sections,
                scopes,
                packages,
                calls,
                exported,
                exports,
                broken);
    }
}
