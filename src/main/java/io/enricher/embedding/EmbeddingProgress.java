package io.enricher.embedding;

/** Hears how far the vectors are, from the thread that asked for them. */
@FunctionalInterface
public interface EmbeddingProgress {

    /**
     * Some more texts have their vectors.
     *
     * @param done     texts so far
     * @param embedded how many vectors the model had to compute for them
     */
    void advanced(long done, long embedded);
}
