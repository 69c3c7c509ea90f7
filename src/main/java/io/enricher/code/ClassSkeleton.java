package io.enricher.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The text of a type without the bodies of its members, which are symbols of their own. */
final class ClassSkeleton {

    /** @param lines for each line of the text its line in the file; empty where they follow each other */
    record Outline(String text, List<Integer> lines) {}

    private final SourceText source;
    private final List<Span> cuts;

    ClassSkeleton(SourceText source, SyntaxCaptures captures) {
        this.source = source;
        this.cuts = Stream.concat(
                        captures.declarations().stream().map(Declaration::body).filter(body -> !body.isNone()),
                        captures.elisions().stream())
                .sorted(Comparator.comparingInt(Span::start)
                        .thenComparing(Comparator.comparingInt(Span::end).reversed()))
                .toList();
    }

    /** @param own the type's own body, which stays */
    Outline of(Span type, Span own) {
        StringBuilder text = new StringBuilder();
        int first = source.lineAt(type.start());
        List<Integer> lines = new ArrayList<>(List.of(first));
        int from = type.start();
        for (Span cut : cutsWithin(type, own)) {
            append(text, lines, from, cut.start());
            text.append(elided(source.slice(cut)));
            from = cut.end();
        }
        append(text, lines, from, type.end());
        boolean consecutive = lines.get(lines.size() - 1) == first + lines.size() - 1;
        return new Outline(text.toString(), consecutive ? List.of() : lines);
    }

    private void append(StringBuilder text, List<Integer> lines, int from, int to) {
        text.append(source.slice(from, to));
        int line = source.lineAt(from);
        for (int i = from; i < to; i++) {
            if (source.at(i) == '\n') {
                lines.add(++line);
            }
        }
    }

    /** The outermost ones, in order. */
    private List<Span> cutsWithin(Span type, Span own) {
        List<Span> within = new ArrayList<>();
        // A Ruby module that holds one class has that class as its body.
        Span around = own.isNone() ? type : own;
        int end = around.start();
        for (int i = firstFrom(around.start()); i < cuts.size() && cuts.get(i).start() < around.end(); i++) {
            Span cut = cuts.get(i);
            if (cut.start() >= end && around.holds(cut) && !cut.equals(own)) {
                within.add(cut);
                end = cut.end();
            }
        }
        return within;
    }

    private int firstFrom(int start) {
        int low = 0;
        int high = cuts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cuts.get(middle).start() < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Leaves the sign that opens a body, so that the skeleton still reads as its language. */
    private static String elided(String body) {
        if (body.startsWith("{")) {
            return "{ ... }";
        }
        if (body.startsWith("=>")) {
            return "=> ...";
        }
        if (body.startsWith("=")) {
            return body.substring(1).stripLeading().startsWith("{") ? "= { ... }" : "= ...";
        }
        return body.startsWith(":") ? ": ..." : "...";
    }
}
