package io.enricher.spans;

import io.enricher.domain.ItemKey;
import io.enricher.embedding.VectorStore;
import io.enricher.store.Vectors;
import java.util.Collection;
import java.util.Map;

/** The table of vectors as those who embed see it. */
record StoredVectors(Vectors vectors) implements VectorStore {

    @Override
    public Map<ItemKey, float[]> find(Collection<ItemKey> keys) {
        return vectors.find(keys);
    }

    @Override
    public void add(Map<ItemKey, float[]> added) {
        vectors.add(added);
    }
}
