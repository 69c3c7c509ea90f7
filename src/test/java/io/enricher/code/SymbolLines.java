package io.enricher.code;

import java.util.List;
import java.util.stream.Collectors;

/** Symbols as lines of text, to be compared with what a person wrote down. */
final class SymbolLines {

    private SymbolLines() {}

    static String of(List<Symbol> symbols) {
        return symbols.stream().map(SymbolLines::of).collect(Collectors.joining());
    }

    private static String of(Symbol symbol) {
        return "%s %s name=%s parent=%s %s lines=%d-%d\n"
                        .formatted(
                                symbol.kind().id(),
                                symbol.qualifiedName(),
                                symbol.name(),
                                symbol.parent().isEmpty() ? "-" : symbol.parent(),
                                symbol.visibility().id(),
                                symbol.startLine(),
                                symbol.endLine())
                + line("modifiers", String.join(" ", symbol.modifiers()))
                + line("signature", symbol.signature())
                + line("doc", symbol.doc().replace("\n", " / "))
                + line("calls", String.join(" ", symbol.calls()));
    }

    private static String line(String name, String value) {
        return value.isEmpty() ? "" : "    " + name + ": " + value + "\n";
    }
}
