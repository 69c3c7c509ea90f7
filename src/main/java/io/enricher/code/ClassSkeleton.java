package io.enricher.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The text of a type without the bodies of its members, which are symbols of their own. */
final class ClassSkeleton {

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
    String of(Span type, Span own) {
        StringBuilder skeleton = new StringBuilder();
        int from = type.start();
        for (Span cut : cutsWithin(type, own)) {
            skeleton.append(source.slice(from, cut.start())).append(elided(source.slice(cut)));
            from = cut.end();
        }
        return skeleton.append(source.slice(from, type.end())).toString();
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
