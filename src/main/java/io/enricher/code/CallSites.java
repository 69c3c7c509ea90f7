package io.enricher.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives each call of a source to the innermost symbol it stands in; what stands in none is nobody's. */
final class CallSites {

    /** A generated function may call thousands: for relations the first ones will do. */
    static final int LIMIT = 100;

    private final Language language;
    private final SourceText source;
    private final Map<Span, Set<String>> names = new HashMap<>();

    /**
     * @param symbols in source order, the outer before the inner
     * @param calls   names of what is called, in source order
     */
    CallSites(Language language, SourceText source, List<Span> symbols, List<Span> calls) {
        this.language = language;
        this.source = source;
        Deque<Span> around = new ArrayDeque<>();
        int next = 0;
        for (Span call : calls) {
            for (; next < symbols.size() && symbols.get(next).start() <= call.start(); next++) {
                leave(around, symbols.get(next));
                around.push(symbols.get(next));
            }
            leave(around, call);
            if (!around.isEmpty()) {
                add(around.element(), call);
            }
        }
    }

    private static void leave(Deque<Span> around, Span place) {
        while (!around.isEmpty() && !around.element().holds(place)) {
            around.pop();
        }
    }

    private void add(Span symbol, Span call) {
        // Ruby's "private def size" is a call around the symbol, not in it.
        if (call.start() == symbol.start()) {
            return;
        }
        Set<String> called = names.computeIfAbsent(symbol, ignored -> new LinkedHashSet<>());
        if (called.size() < LIMIT) {
            String name = source.slice(call);
            called.add(language == Language.CPP ? CppName.own(name) : name);
        }
    }

    /** The names called in a symbol but not in one within it, each once, in the order of the source. */
    List<String> in(Span symbol) {
        return List.copyOf(names.getOrDefault(symbol, Set.of()));
    }
}
