package io.enricher.embedding;

/**
 * Turns a text into a vector of its meaning. Texts whose vectors point the same way mean much the same. Safe for many
 * threads; to be closed by who opened it.
 */
public interface TextEmbedder extends AutoCloseable {

    /** Length of every vector. */
    int DIMENSIONS = 384;

    /**
     * The vector of the text's first 254 word pieces (about 1,000 letters of code), of length 1; the same text gives the
     * same bits on the same kind of processor. A text without any word, such as a blank one, gives zeros, which are
     * near to nothing.
     */
    float[] embed(String text);

    @Override
    void close();

    /** Opens an embedder, if there is anything to embed. */
    @FunctionalInterface
    interface Opening {

        TextEmbedder open() throws EmbeddingUnavailableException;
    }

    /**
     * Loads all-MiniLM-L6-v2 and its native runtime, which takes about half a second and 150 MB outside of the heap.
     *
     * @throws EmbeddingUnavailableException if this machine cannot run it
     */
    static TextEmbedder open() throws EmbeddingUnavailableException {
        return MiniLmEmbedder.load();
    }

    /** Names everything that shapes a vector besides its text; vectors of different versions cannot be compared. */
    static String version() {
        return MiniLmEmbedder.VERSION;
    }
}
