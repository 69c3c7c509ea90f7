package io.enricher.embedding;

import io.enricher.domain.ItemKey;
import io.enricher.domain.StopSignal;
import io.enricher.domain.TextDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of all symbols of a run: those that the store has, and the others by the model, on every processor. New
 * ones are stored page by page, so a process that dies loses one page at most. The model is opened when the first vector
 * is missing. One use; not safe for use by several threads.
 */
public final class SymbolVectors implements AutoCloseable {

    private static final int PAGE = 250;

    private final VectorStore store;
    private final TextEmbedder.Opening opening;
    private final EmbeddingProgress progress;
    private final StopSignal stop;
    private final TextDigest version = TextDigest.create().add(TextEmbedder.version());
    private @Nullable TextEmbedder embedder;
    private long done;
    private long embedded;

    /** @param opening such as {@code TextEmbedder::open} */
    public SymbolVectors(VectorStore store, TextEmbedder.Opening opening, EmbeddingProgress progress, StopSignal stop) {
        this.store = store;
        this.opening = opening;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Reads all texts, whose numbers ascend.
     *
     * @return empty if the run is to stop; what was computed by then is stored
     * @throws EmbeddingUnavailableException if a vector is missing and this machine cannot compute it
     */
    public Optional<VectorTable> of(Iterator<NumberedText> texts) throws EmbeddingUnavailableException {
        VectorTable.Builder table = new VectorTable.Builder();
        while (texts.hasNext() && !stop.isStopRequested()) {
            List<NumberedText> page = nextPage(texts);
            if (!addPage(page, table)) {
                return Optional.empty();
            }
            done += page.size();
            progress.advanced(done, embedded);
        }
        return texts.hasNext() ? Optional.empty() : Optional.of(table.build());
    }

    private static List<NumberedText> nextPage(Iterator<NumberedText> texts) {
        List<NumberedText> page = new ArrayList<>(PAGE);
        while (page.size() < PAGE && texts.hasNext()) {
            page.add(texts.next());
        }
        return page;
    }

    /** Returns whether it was added whole. */
    private boolean addPage(List<NumberedText> page, VectorTable.Builder table) throws EmbeddingUnavailableException {
        Map<ItemKey, String> textByKey = new LinkedHashMap<>();
        List<ItemKey> keys = new ArrayList<>(page.size());
        for (NumberedText text : page) {
            ItemKey key = ItemKey.of(version.copy().add(text.text()).hash());
            keys.add(key);
            textByKey.put(key, text.text());
        }
        Map<ItemKey, float[]> vectors = new HashMap<>(store.find(textByKey.keySet()));
        textByKey.keySet().removeAll(vectors.keySet());
        vectors.putAll(embedAndStore(textByKey));
        if (!vectors.keySet().containsAll(keys)) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            table.add(page.get(i).number(), Objects.requireNonNull(vectors.get(keys.get(i))));
        }
        return true;
    }

    /** Returns fewer than there are texts if the run is to stop. */
    private Map<ItemKey, float[]> embedAndStore(Map<ItemKey, String> texts) throws EmbeddingUnavailableException {
        if (texts.isEmpty()) {
            return Map.of();
        }
        TextEmbedder model = embedder();
        Map<ItemKey, float[]> computed = new ConcurrentHashMap<>(2 * texts.size());
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        List.copyOf(texts.entrySet()).parallelStream().forEach(text -> {
            if (!stop.isStopRequested() && failure.get() == null) {
                try {
                    computed.put(text.getKey(), model.embed(text.getValue()));
                } catch (RuntimeException e) {
                    // Not thrown here: the model must not be closed while others still use it.
                    failure.compareAndSet(null, e);
                }
            }
        });
        store.add(computed);
        embedded += computed.size();
        requireNone(failure.get());
        return computed;
    }

    private static void requireNone(@Nullable RuntimeException failure) throws EmbeddingUnavailableException {
        if (failure != null) {
            throw new EmbeddingUnavailableException(
                    "the embedding model failed (" + failure.getMessage() + ")", failure);
        }
    }

    private TextEmbedder embedder() throws EmbeddingUnavailableException {
        if (embedder == null) {
            embedder = opening.open();
        }
        return embedder;
    }

    /** Closes the model, if it was opened. */
    @Override
    public void close() {
        if (embedder != null) {
            embedder.close();
        }
    }
}
