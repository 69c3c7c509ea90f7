package io.enricher.spans;

import io.enricher.code.CallGraph;
import io.enricher.code.Visibility;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.SymbolName;
import io.enricher.input.InputFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All symbols of a run's input, without their texts: who calls whom, and which names there are. Made by one pass over the
 * chunks; some 1 KB for each. Immutable.
 */
public final class SymbolIndex {

    private final Map<Long, CallGraph.Node> nodes;
    private final CallGraph calls;
    private final Set<String> names;

    private SymbolIndex(List<CallGraph.Node> found) {
        this.nodes = new HashMap<>();
        this.names = new HashSet<>();
        for (CallGraph.Node node : found) {
            nodes.put(node.number(), node);
            addNames(node.qualifiedName().isEmpty() ? node.name() : node.qualifiedName());
            names.add(node.name());
        }
        this.calls = new CallGraph(found);
    }

    /** @param eachRow called before each chunk; what it throws ends the reading */
    public static SymbolIndex of(InputFiles input, Runnable eachRow) {
        List<CallGraph.Node> nodes = new ArrayList<>();
        Map<String, String> shared = new HashMap<>();
        try (Stream<SourceRecord> chunks = input.records()) {
            chunks.forEach(chunk -> {
                eachRow.run();
                nodes.add(node(chunk, shared));
            });
        }
        return new SymbolIndex(nodes);
    }

    private static CallGraph.Node node(SourceRecord chunk, Map<String, String> shared) {
        List<String> calls = ChunkColumn.texts(chunk, "calls").stream()
                .map(name -> shared.computeIfAbsent(name, same -> same))
                .toList();
        String path = ChunkColumn.text(chunk, "path");
        return new CallGraph.Node(
                chunk.number(),
                shared.computeIfAbsent(path, same -> same),
                shared.computeIfAbsent(ChunkColumn.text(chunk, "language"), same -> same),
                shared.computeIfAbsent(ChunkColumn.text(chunk, "name"), same -> same),
                ChunkColumn.text(chunk, "qualifiedName"),
                visibility(ChunkColumn.text(chunk, "visibility")),
                ChunkColumn.text(chunk, "signature"),
                calls);
    }

    /** Chunks that were prepared elsewhere may say nothing, or another word. */
    private static Visibility visibility(String text) {
        for (Visibility visibility : Visibility.values()) {
            if (visibility.name().equals(text.toUpperCase(Locale.ROOT))) {
                return visibility;
            }
        }
        return Visibility.PUBLIC;
    }

    /** A qualified name, and its endings: {@code shop.Order.total}, {@code Order.total}, {@code total}. */
    private void addNames(String qualifiedName) {
        String plain = SymbolName.dotted(qualifiedName);
        for (int start = 0; start >= 0; ) {
            names.add(plain.substring(start));
            int dot = plain.indexOf('.', start);
            start = dot < 0 ? -1 : dot + 1;
        }
    }

    /** Whether a symbol is called so; see {@link io.enricher.recipe.SpanKnowledge#isSymbol}. */
    boolean isSymbol(String name) {
        return names.contains(SymbolName.dotted(name));
    }

    CallGraph calls() {
        return calls;
    }

    /** The symbol with that record number. */
    CallGraph.Node node(long number) {
        CallGraph.Node node = nodes.get(number);
        if (node == null) {
            throw new IllegalArgumentException("there is no symbol number " + number);
        }
        return node;
    }

    /** The record numbers of all symbols. */
    public Collection<Long> numbers() {
        return Collections.unmodifiableSet(nodes.keySet());
    }

    /** Record numbers, those first that are worth documenting most: by visibility, then by how often they are called. */
    public List<Long> byUsefulness() {
        return calls.byUsefulness();
    }
}
