package io.enricher.spans;

import io.enricher.code.CallGraph;
import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.StopSignal;
import io.enricher.domain.UnicodeText;
import io.enricher.embedding.EmbeddingUnavailableException;
import io.enricher.embedding.NearestNeighbours;
import io.enricher.embedding.Neighbour;
import io.enricher.embedding.NumberedText;
import io.enricher.embedding.SymbolVectors;
import io.enricher.embedding.TextEmbedder;
import io.enricher.embedding.VectorTable;
import io.enricher.input.InputFiles;
import io.enricher.recipe.ContextRules;
import io.enricher.store.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what may be shown beside a span: those whose meaning is nearest among all of the input, those that call it and
 * those that it calls. Safe for use by many threads, one at a time.
 */
public final class ContextFinder {

    private static final Logger log = LoggerFactory.getLogger(ContextFinder.class);

    /** So many times what is shown is kept: of the nearest, some are in the same prompt anyway. */
    private static final int CANDIDATES = 4;

    private static final int LONGEST_SIGNATURE = 200;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final InputFiles input;
    private final SymbolIndex symbols;
    private final ContextRules rules;
    private final Vectors vectors;
    private final SpanProgress progress;
    private final StopSignal stop;
    private Optional<VectorTable> table = Optional.empty();
    private boolean withoutVectors;

    public ContextFinder(
            InputFiles input,
            SymbolIndex symbols,
            ContextRules rules,
            Vectors vectors,
            SpanProgress progress,
            StopSignal stop) {
        this.input = input;
        this.symbols = symbols;
        this.rules = rules;
        this.vectors = vectors;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * The spans that may be shown beside each of these symbols, more than the recipe shows; the nearest first.
     *
     * @param numbers of records
     * @throws CancellationException if the run is to stop
     */
    public synchronized Map<Long, List<ContextSpan>> find(Collection<Long> numbers) {
        Map<Long, List<Neighbour>> near = rules.neighbours() == 0 || withoutVectors ? Map.of() : neighbours(numbers);
        Map<Long, List<ContextSpan>> found = new HashMap<>();
        for (long number : numbers) {
            List<ContextSpan> context = new ArrayList<>();
            near.getOrDefault(number, List.of())
                    .forEach(other -> context.add(span(Relation.NEIGHBOUR, other.number(), other.similarity())));
            if (rules.callers() > 0) {
                add(Relation.CALLER, symbols.calls().callersOf(number, rules.callers() * CANDIDATES), context);
                add(Relation.CALLED, symbols.calls().calledBy(number, rules.callers() * CANDIDATES), context);
            }
            found.put(number, context);
        }
        return found;
    }

    private Map<Long, List<Neighbour>> neighbours(Collection<Long> numbers) {
        try {
            return new NearestNeighbours(rules.neighbours() * CANDIDATES, found -> progress.done(found, 0), stop)
                    .find(table(), numbers)
                    .orElseThrow(CancellationException::new);
        } catch (EmbeddingUnavailableException e) {
            if (rules.inKey()) {
                // Without them every key would be another one, and every answer bought again.
                throw new InvalidConfigurationException(
                        "the recipe keys its answers by their neighbours (context: in-key), but " + e.getMessage(), e);
            }
            log.warn("Spans are asked without their semantic neighbours: {}", e.getMessage());
            // Not tried again for the next thousand.
            withoutVectors = true;
            return Map.of();
        }
    }

    /** The vector of a symbol; empty if nobody asked for neighbours, or vectors cannot be made here. */
    public synchronized Optional<float[]> vectorOf(long number) {
        return table.flatMap(made -> made.vectorOf(number));
    }

    private VectorTable table() throws EmbeddingUnavailableException {
        if (table.isPresent()) {
            return table.get();
        }
        progress.beginSymbols("embedding");
        long total = symbols.numbers().size();
        long[] before = new long[1];
        progress.done(0, total);
        try (Stream<SourceRecord> chunks = input.records();
                SymbolVectors embedding = new SymbolVectors(
                        new StoredVectors(vectors),
                        TextEmbedder::open,
                        (done, embedded) -> {
                            progress.done(done - before[0], total);
                            before[0] = done;
                        },
                        stop)) {
            Iterator<NumberedText> texts = chunks.map(chunk -> new NumberedText(chunk.number(), EmbeddedText.of(chunk)))
                    .iterator();
            table = embedding.of(texts);
            progress.beginSymbols("finding neighbours");
            return table.orElseThrow(CancellationException::new);
        }
    }

    private void add(Relation relation, List<CallGraph.Node> others, List<ContextSpan> context) {
        others.forEach(other -> context.add(span(relation, other.number(), 0)));
    }

    private ContextSpan span(Relation relation, long number, double similarity) {
        CallGraph.Node node = symbols.node(number);
        String name = node.qualifiedName().isEmpty() ? node.name() : node.qualifiedName();
        String place = UnicodeText.wellFormed(node.path() + ":" + name);
        return new ContextSpan(number, relation, place, similarity, oneLine(node.signature()));
    }

    /** Well formed, as it goes into prompts: an encoder throws on half a pair. */
    private static String oneLine(String signature) {
        String line =
                UnicodeText.wellFormed(BLANKS.matcher(signature).replaceAll(" ").strip());
        return line.length() <= LONGEST_SIGNATURE ? line : UnicodeText.head(line, LONGEST_SIGNATURE) + "…";
    }
}
