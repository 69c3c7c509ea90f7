package io.enricher.embedding;

import io.enricher.domain.ItemKey;
import java.util.Collection;
import java.util.Map;

/** Keeps vectors from run to run. A key is the SHA-256 of {@link TextEmbedder#version()} and a text. */
public interface VectorStore {

    /** Those of the vectors that there are. */
    Map<ItemKey, float[]> find(Collection<ItemKey> keys);

    /** Adds vectors; what is there already stays. */
    void add(Map<ItemKey, float[]> vectors);
}
