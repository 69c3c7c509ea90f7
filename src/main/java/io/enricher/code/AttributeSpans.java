package io.enricher.code;

import java.util.Arrays;
import java.util.List;

/** Attributes and decorators that stand before a declaration as nodes of their own, and belong to it. */
final class AttributeSpans {

    private final SourceText source;
    private final List<Span> attributes;
    private final int[] ends;

    /** @param attributes in source order, none inside another */
    AttributeSpans(SourceText source, List<Span> attributes) {
        this.source = source;
        this.attributes = attributes;
        this.ends = attributes.stream().mapToInt(Span::end).toArray();
    }

    /** Where a declaration starts when its attributes count. */
    int startOf(int declaration) {
        int start = declaration;
        for (int i = lastBefore(declaration); i >= 0; i--) {
            if (source.breaksBetween(ends[i], start) < 0) {
                break;
            }
            start = attributes.get(i).start();
        }
        return start;
    }

    private int lastBefore(int start) {
        int found = Arrays.binarySearch(ends, start);
        return found >= 0 ? found : -found - 2;
    }
}
