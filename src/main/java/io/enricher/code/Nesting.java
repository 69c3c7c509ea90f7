package io.enricher.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the place walked to stands in, from the file down: asked in the order of the source. */
final class Nesting {

    private static final class Frame {
        private final String name;
        private final @Nullable SymbolKind kind;
        private final Span span;
        private String section = "";

        Frame(String name, @Nullable SymbolKind kind, Span span) {
            this.name = name;
            this.kind = kind;
            this.span = span;
        }
    }

    private final Deque<Frame> frames = new ArrayDeque<>();

    /** Leaves what ends before {@code place} does. */
    void walkTo(Span place) {
        while (!frames.isEmpty() && !frames.getLast().span.holds(place)) {
            frames.removeLast();
        }
    }

    void enter(String name, @Nullable SymbolKind kind, Span span) {
        frames.addLast(new Frame(name, kind, span));
    }

    void startSection(String word) {
        if (!frames.isEmpty()) {
            frames.getLast().section = word;
        }
    }

    String section() {
        return frames.isEmpty() ? "" : frames.getLast().section;
    }

    /** The symbol directly around; null if that is a namespace or the file. */
    @Nullable
    SymbolKind enclosing() {
        return frames.isEmpty() ? null : frames.getLast().kind;
    }

    /** The name of the nearest type around; empty if there is none. */
    String type() {
        for (Iterator<Frame> inside = frames.descendingIterator(); inside.hasNext(); ) {
            Frame frame = inside.next();
            if (frame.kind != null && frame.kind.isType()) {
                return frame.name;
            }
        }
        return "";
    }

    Stream<String> names() {
        return frames.stream().map(frame -> frame.name);
    }
}
