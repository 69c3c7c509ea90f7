package io.enricher.job;

import io.enricher.code.FileIdentifiers;
import io.enricher.domain.ContextSpan;
import io.enricher.domain.SourceRecord;
import io.enricher.recipe.ContextRules;
import io.enricher.recipe.ContextSource;
import io.enricher.recipe.SpanKnowledge;
import io.enricher.spans.ContextFinder;
import io.enricher.spans.SymbolIndex;
import io.enricher.spans.TreeKnowledge;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run over source knows of all its symbols; each part is made when it is first asked for, and of rows none ever is.
 * Safe for use by many threads.
 */
final class RunSpans {

    private final Optional<ContextRules> rules;
    private final Supplier<SymbolIndex> symbols;
    private final TreeKnowledge knowledge;
    private final Supplier<ContextFinder> finder;
    private final Supplier<Map<Long, List<ContextSpan>>> all;

    RunSpans(
            Optional<ContextRules> rules,
            Supplier<SymbolIndex> symbols,
            Supplier<FileIdentifiers> identifiers,
            Supplier<ContextFinder> finder) {
        this.rules = rules;
        this.symbols = symbols;
        this.knowledge = new TreeKnowledge(symbols, identifiers);
        this.finder = finder;
        this.all = Memo.of(() -> finder.get().find(symbols.get().numbers()));
    }

    /** Record numbers, those first that are worth documenting most. */
    List<Long> byUsefulness() {
        return symbols.get().byUsefulness();
    }

    SpanKnowledge knowledge() {
        return knowledge;
    }

    /**
     * Makes all that the reading of replies looks things up in: now, as an answer that was paid for must not wait for it,
     * nor fail with it.
     */
    void loadKnowledge() {
        knowledge.load();
    }

    /** Whether what is shown beside the items is found when it is known which are asked. */
    boolean findsContextOfItems() {
        return rules.isPresent() && !rules.get().inKey();
    }

    /** What may be shown beside those symbols. */
    Map<Long, List<ContextSpan>> contextOf(Collection<Long> numbers) {
        return finder.get().find(numbers);
    }

    /** What may be shown beside each symbol. */
    Map<Long, List<ContextSpan>> contextOfAll() {
        return all.get();
    }

    /** The symbol's vector; empty if the recipe shows no neighbours, or vectors cannot be made here. */
    Optional<float[]> vectorOf(long number) {
        return finder.get().vectorOf(number);
    }

    /** Whether the key of an item holds what is shown beside it, so that it must be known before the first key. */
    boolean hasContextInKeys() {
        return rules.filter(ContextRules::inKey).isPresent();
    }

    /** For items whose key holds their context, that of every symbol; for others nothing. */
    ContextSource contexts() {
        return hasContextInKeys() ? this::context : ContextSource.NONE;
    }

    private List<ContextSpan> context(SourceRecord record) {
        return all.get().getOrDefault(record.number(), List.of());
    }
}
