package io.enricher.recipe;

/** What is known of the source around the items of a prompt. Safe for use by many threads. */
public interface SpanKnowledge {

    /** Nothing is known of files, and any name may be a symbol's. */
    SpanKnowledge NONE = new SpanKnowledge() {
        @Override
        public boolean isInFile(String path, String identifier) {
            return false;
        }

        @Override
        public boolean isSymbol(String name) {
            return true;
        }
    };

    /**
     * Whether an identifier stands anywhere in a file.
     *
     * @param path       of the file, as the item's field {@code path} has it
     * @param identifier one word, without qualifiers
     */
    boolean isInFile(String path, String identifier);

    /**
     * Whether a symbol of the tree is called so.
     *
     * @param name its name, or its qualified name or the end of that, as {@code total} or {@code Order.total}; without
     *             path and parameters
     */
    boolean isSymbol(String name);
}
