/**
 * Texts become vectors, and vectors find their nearest neighbours. The model runs in this process, without a network; its
 * runtime is native code and loaded with the first text. Plain Java.
 */
@NullMarked
package io.enricher.embedding;

import org.jspecify.annotations.NullMarked;
