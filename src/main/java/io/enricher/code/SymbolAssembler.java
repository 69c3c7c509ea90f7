package io.enricher.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes symbols of what was found in one source: who stands in whom, names, documentation, skeletons. */
final class SymbolAssembler {

    /** A place on the walk through the source; exactly one of the last three is there. */
    private record Place(
            Span span,
            @Nullable Declaration declaration,
            SyntaxCaptures.@Nullable Scope scope,
            @Nullable Span section) {}

    private final Language language;
    private final SourceText source;
    private final SyntaxCaptures captures;
    private final DocComments docs;
    private final ClassSkeleton skeletons;
    private final Nesting nesting = new Nesting();

    SymbolAssembler(Language language, SourceText source, SyntaxCaptures captures) {
        this.language = language;
        this.source = source;
        this.captures = captures;
        this.docs = new DocComments(language, source, captures.comments());
        this.skeletons = new ClassSkeleton(source, captures);
    }

    List<Symbol> assemble() {
        List<Place> places = places();
        CallSites calls = new CallSites(language, source, symbolSpans(places), captures.calls());
        List<Symbol> symbols = new ArrayList<>(captures.declarations().size());
        for (Place place : places) {
            nesting.walkTo(place.span());
            if (place.section() != null) {
                nesting.startSection(source.slice(place.section()));
            } else if (place.scope() != null) {
                nesting.enter(place.scope().name(), null, place.span());
            } else if (place.declaration() != null) {
                symbols.add(symbol(place.declaration(), calls.in(place.span())));
            }
        }
        return symbols;
    }

    private List<Place> places() {
        AttributeSpans attributes = new AttributeSpans(source, captures.attributes());
        return Stream.of(
                        captures.scopes().stream().map(scope -> new Place(scope.span(), null, scope, null)),
                        captures.sections().stream().map(section -> new Place(section, null, null, section)),
                        captures.declarations().stream()
                                .map(found -> found.from(
                                        attributes.startOf(found.span().start())))
                                .map(found -> new Place(found.span(), found, null, null)))
                .flatMap(places -> places)
                .sorted(Comparator.comparingInt((Place place) -> place.span().start())
                        .thenComparing(Comparator.comparingInt(
                                        (Place place) -> place.span().end())
                                .reversed()))
                .toList();
    }

    private static List<Span> symbolSpans(List<Place> places) {
        return places.stream()
                .filter(place -> place.declaration() != null)
                .map(Place::span)
                .toList();
    }

    private Symbol symbol(Declaration declaration, List<String> calls) {
        Span span = declaration.span();
        SymbolKind kind = kind(declaration);
        ClassSkeleton.Outline outline = kind.isType()
                ? skeletons.of(span, declaration.body())
                : new ClassSkeleton.Outline(source.slice(span), List.of());
        String parent = declaration.owner().isEmpty() ? nesting.type() : CppName.own(declaration.owner());
        Symbol symbol = new Symbol(
                language.id(),
                kind,
                declaration.name(),
                qualifiedName(declaration),
                parent,
                VisibilityRules.of(
                        language, declaration, nesting.enclosing(), nesting.section(), isExported(declaration)),
                declaration.signature(),
                declaration.modifiers(),
                declaration.docString().isEmpty()
                        ? docs.before(span.start())
                        : DocComments.ofString(declaration.docString()),
                source.lineAt(span.start()),
                source.lineAt(Math.max(span.start(), span.end() - 1)),
                outline.text(),
                calls,
                outline.lines(),
                StatementLines.of(outline, source.lineAt(span.start()), fileLines(declaration.statements())));
        if (kind.isType() && !declaration.owner().isEmpty()) {
            nesting.enter(declaration.owner(), null, span);
        }
        nesting.enter(declaration.name(), kind, span);
        if (kind == SymbolKind.IMPL && symbol.signature().contains(" for ")) {
            // What a trait asks for is as public as the trait.
            nesting.startSection("public");
        }
        return symbol;
    }

    private List<Integer> fileLines(List<Integer> offsets) {
        return offsets.stream().map(source::lineAt).toList();
    }

    private SymbolKind kind(Declaration declaration) {
        SymbolKind enclosing = nesting.enclosing();
        boolean member = !declaration.owner().isEmpty() || (enclosing != null && enclosing.ownsFunctions());
        if (declaration.kind() != SymbolKind.FUNCTION || !member) {
            return declaration.kind();
        }
        String type = declaration.owner().isEmpty() ? nesting.type() : CppName.own(declaration.owner());
        boolean constructor = language == Language.CPP && type.equals(declaration.name());
        return constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD;
    }

    private String qualifiedName(Declaration declaration) {
        String within = Stream.concat(nesting.names(), Stream.of(declaration.owner(), declaration.name()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(language.separator()));
        String inPackage = packageAt(declaration.span().start());
        return inPackage.isEmpty() ? within : inPackage + language.packageSeparator() + within;
    }

    private String packageAt(int start) {
        String found = "";
        for (SyntaxCaptures.Scope each : captures.packages()) {
            found = each.span().start() <= start ? each.name() : found;
        }
        return found;
    }

    private boolean isExported(Declaration declaration) {
        return !captures.exports()
                || declaration.modifiers().contains("export")
                || captures.exported().contains(declaration.name());
    }
}
