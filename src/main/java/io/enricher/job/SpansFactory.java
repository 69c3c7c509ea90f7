package io.enricher.job;

import io.enricher.code.FileIdentifiers;
import io.enricher.domain.SourceRecord;
import io.enricher.input.InputFiles;
import io.enricher.recipe.ContextRules;
import io.enricher.spans.ChunkFiles;
import io.enricher.spans.ContextFinder;
import io.enricher.spans.SymbolIndex;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Says how what is known of a run's source is found out, once somebody asks. */
final class SpansFactory {

    /** For who wants to see what there is although the recipe shows nothing of it. */
    private static final ContextRules USUAL = new ContextRules(3, 3, false);

    private final Store store;
    private final RunControl control;
    private final RunProgress progress;

    SpansFactory(Store store, RunControl control, RunProgress progress) {
        this.store = store;
        this.control = control;
        this.progress = progress;
    }

    RunSpans of(PreparedInput prepared) {
        InputFiles input = prepared.input();
        Supplier<SymbolIndex> symbols = Memo.of(() -> index(input));
        Supplier<ContextFinder> finder = Memo.of(() -> new ContextFinder(
                input, symbols.get(), prepared.recipe().context().orElse(USUAL), store.vectors(), progress, control));
        return new RunSpans(prepared.recipe().context(), symbols, Memo.of(() -> identifiers(prepared)), finder);
    }

    private SymbolIndex index(InputFiles input) {
        progress.beginSymbols("indexing symbols");
        return SymbolIndex.of(input, () -> {
            requireGoingOn();
            progress.rowRead();
        });
    }

    /** Of chunks that were prepared elsewhere the files are not known, but the chunks of a file are. */
    private FileIdentifiers identifiers(PreparedInput prepared) {
        if (prepared.tree().isPresent()) {
            return ChunkFiles.identifiersOf(prepared.input().files().get(0).path());
        }
        FileIdentifiers identifiers = new FileIdentifiers();
        try (Stream<SourceRecord> chunks = prepared.input().records()) {
            chunks.forEach(chunk -> {
                requireGoingOn();
                identifiers.add(
                        chunk.fields().getOrDefault("path", ""), chunk.fields().getOrDefault("text", ""));
            });
        }
        return identifiers;
    }

    private void requireGoingOn() {
        if (control.isStopRequested()) {
            throw new CancellationException("the run is to stop");
        }
    }
}
