package io.enricher.job;

import io.enricher.output.RunPaths;
import io.enricher.recipe.Recipe;
import io.enricher.spans.ChunkFiles;

/** An input of files, which are opened already. */
record FilesInput(PreparedInput prepared) implements RunInput {

    @Override
    public Recipe recipe() {
        return prepared.recipe();
    }

    @Override
    public RunPaths paths() {
        return prepared.paths();
    }

    @Override
    public PreparedInput prepare(ChunkFiles chunks, String owner) {
        return prepared;
    }
}
